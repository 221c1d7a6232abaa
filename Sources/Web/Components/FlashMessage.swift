import HTML

/// What has just been done, said once at the top of the next page.
struct FlashMessage {
    enum Ton: String { case succes, attention, refus }

    let texte: String
    var ton = Ton.succes

    var html: HTML {
        p(.class("flash", ton.rawValue), .role(ton == .refus ? "alert" : "status")) { text(texte) }
    }
}
