import Hummingbird
import Model
import Parcours

extension RequestContext {
    /// The key that the path names; what is not a key leads to the same page as a key that is not hers.
    func id<Entity>(_ nom: String, sinon refus: Refus, of type: Entity.Type = Entity.self) throws -> ID<Entity> {
        guard let id = parameters.get(nom).flatMap(ID<Entity>.init) else { throw refus }
        return id
    }
}
