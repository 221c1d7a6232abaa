import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func operations(_ group: RouterGroup<SecretaireContext>) {
    }
}
