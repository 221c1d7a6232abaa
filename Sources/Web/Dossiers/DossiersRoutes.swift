import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func dossiers(_ group: RouterGroup<AgentContext>) {
    }
}
