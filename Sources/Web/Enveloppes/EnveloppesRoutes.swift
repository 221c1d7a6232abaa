import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func enveloppes(_ group: RouterGroup<AgentContext>) {
    }
}
