import Hummingbird

extension Site {
    func aide(_ router: Router<SiteContext>) {
        router.get("aide") { request, context in self.quiFaitQuoi(request, context) }
        router.get("accessibilite") { request, context in self.accessibilite(request, context) }
    }
}
