import Office
import Primitives
import Registers
import WebPages

/// Telling that something is odd.
struct TellRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/tell", .signedIn) { visit in
                try page(visit, isTold: visit.fields["told"] == "1")
            },
            Route(.post, "/tell", .signedIn, tell),
        ]
    }

    private func page(_ visit: Visit, _ input: FormInput = FormInput(), isTold: Bool, status: Int = 200)
        throws -> Reply
    {
        _ = try visit.viewer
        let page = TellPage(
            input: input, contact: try ReadingRoutes.contact(site.office), isTold: isTold)
        return try site.page(page, visit, status: status)
    }

    private func tell(_ visit: Visit) throws -> Reply {
        let fields = visit.fields
        do {
            try site.office.tell(
                fields["what"], happened: fields["happened"], place: fields["place"], by: try visit.viewer)
        } catch let problems as Problems {
            return try page(visit, FormInput(fields, problems: problems.all), isTold: false, status: 422)
        }
        return .redirect(Address.tell.url(query: [QueryItem("told", "1")]))
    }
}
