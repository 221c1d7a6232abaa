import Hummingbird

extension Site {
    func aide(_ router: Router<SiteContext>) {
        router.get("aide") { request, context in self.quiFaitQuoi(request, context) }
        router.get("aide/aidants-connect") { request, context in self.aidantsConnect(request, context) }
        router.get("accessibilite") { request, context in self.accessibilite(request, context) }
    }
}
