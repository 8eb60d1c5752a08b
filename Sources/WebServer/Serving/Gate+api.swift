import HTTPTypes
import Hummingbird
import NIOPosix
import Office
import Primitives

/// The way in for programs: no session, no cookie, no form; a token and JSON.
extension Gate {
    /// - Parameter segments: the path, which begins with `api`.
    func apiReply(to request: Request, _ segments: [String]) async -> Reply {
        guard segments.count > 2, segments[1] == "v1" else { return APIProblem(APIProblem.noAddress).reply }
        let rest = Array(segments.dropFirst(2))
        let method = request.method.rawValue
        if rest == ["openapi.json"] { return method == "GET" ? site.openAPI() : noMethod(["GET"]) }
        let there = API.operations(rest)
        guard !there.isEmpty else { return APIProblem(APIProblem.noAddress).reply }
        guard let (operation, values) = there.first(where: { $0.operation.method == method }) else {
            return noMethod(there.map(\.operation.method))
        }
        var query = FormFields()
        if let text = request.uri.query { query.add(urlEncoded: text) }
        let token = APICall.token(request.headers[.authorization])
        let call = APICall(
            operation: operation, values: values, query: query,
            contentType: request.headers[.contentType] ?? "")
        guard method != "GET" else {
            return await onThread(reading) {
                switch api.admit(token) {
                case .holder(let holder): api.answer(call, holder)
                case .refused(let reply): reply
                }
            }
        }
        return await reply(to: request, call, token)
    }

    /// A body is read for who holds a token, and of others not a byte.
    private func reply(to request: Request, _ call: APICall, _ token: Secret?) async -> Reply {
        let admission: API.Admission
        do { admission = try await reading.runIfActive { api.admit(token) } } catch { return Self.busy }
        guard case .holder(let holder) = admission else {
            if case .refused(let reply) = admission { return reply }
            return Self.busy
        }
        let isUpload = call.operation == .importing
        let turnstile = isUpload ? limits.uploads : limits.forms
        guard turnstile.enter() else { return Self.busy }
        defer { turnstile.leave() }
        var call = call
        switch await collected(request, limit: isUpload ? Self.uploadLimit : Self.formLimit) {
        case .bytes(let bytes): call.body = bytes
        case .tooLarge: return APIProblem(APIProblem.tooLarge).reply
        case .broken: return APIProblem(APIProblem.unreadableJSON).reply
        }
        let known = call
        return await onThread(changing) { api.answer(known, holder) }
    }

    private func onThread(_ pool: NIOThreadPool, _ work: @escaping @Sendable () -> Reply) async -> Reply {
        do { return try await pool.runIfActive(work) } catch { return Self.busy }
    }

    private static var busy: Reply {
        APIProblem(
            Problem("storage.too-busy", "いま受け付けられません。少し待ってから、もう一度お試しください。")
        ).reply
    }

    private func noMethod(_ allowed: [String]) -> Reply {
        var reply = APIProblem(APIProblem.noMethod).reply
        reply.headers.append(("Allow", allowed.joined(separator: ", ")))
        return reply
    }
}
