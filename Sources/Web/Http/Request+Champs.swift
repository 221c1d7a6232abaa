import Hummingbird

extension Request {
    /// What a GET form says in the address: forms write a space as `+`, which the parameters of an URI do not read.
    var champs: Saisie { Saisie(urlEncoded: uri.query ?? "") }
}
