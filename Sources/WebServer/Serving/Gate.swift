import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Office
import Primitives
import WebPages

/// The way in: limits, session, CSRF token, route, threads, headers. Everything passes here once.
struct Gate: Sendable {
    /// The largest body of a form without files.
    static let formLimit = 2 << 20
    /// The largest body of a form with files.
    static let uploadLimit = 56 << 20
    /// The largest body of somebody who is not signed in: a name and a password.
    static let strangerLimit = 16 << 10
    /// How long a form, and a file over a slow line, may take to arrive.
    static let formPatience = Duration.seconds(30)
    static let uploadPatience = Duration.seconds(600)
    static let cookieName = "toride_session"

    let site: Site
    /// For what is read.
    let reading: NIOThreadPool
    /// For what is changed: many wait for the disk at once, so that one commit does for all of them.
    let changing: NIOThreadPool
    /// For what hashes a password.
    let slow: NIOThreadPool
    let log: Logger
    let limits: GateLimits
    /// For programs.
    let api: API

    init(
        site: Site, reading: NIOThreadPool, changing: NIOThreadPool, slow: NIOThreadPool, log: Logger,
        limits: GateLimits = GateLimits()
    ) {
        self.site = site
        self.reading = reading
        self.changing = changing
        self.slow = slow
        self.log = log
        self.limits = limits
        api = API(site: site, callsPerMinute: site.configuration.apiCallsPerMinute)
    }

    /// - Parameter peer: the network address of the other end; empty where there is none.
    func respond(to request: Request, peer: String) async -> Response {
        let started = ContinuousClock.now
        let reply = await reply(to: request, peer: peer)
        let took = ContinuousClock.now - started
        // Neither query nor form is logged: they hold names. Nor is the secret of the first start.
        let path = request.uri.path.contains("/setup/") ? "/setup/…" : request.uri.path
        log.debug("\(request.method) \(path) \(reply.status) \(took)")
        let response = Self.response(reply, base: site.configuration.base, streaming: changing)
        // A body after HEAD would be taken for the beginning of the next answer (RFC 9110, 9.3.2).
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func reply(to request: Request, peer: String) async -> Reply {
        guard request.uri.path.utf8.count < 4096 else { return site.plain(status: 414) }
        let path = String(request.uri.path.dropFirst(site.configuration.base.count))
        let isEncrypted = ClientAddress.isEncrypted(request, peer: peer)
        let address = ClientAddress.of(request, peer: peer)
        if request.method == .get, let asset = site.asset(path) { return asset }
        let segments = path.split(separator: "/").map { FormFields.decoded($0, plusIsBlank: false) }
        if segments.first == "api" { return await apiReply(to: request, segments) }
        guard
            let method = Route.Method(rawValue: request.method.rawValue)
                ?? (request.method == .head ? .get : nil)
        else { return site.plain(status: 405) }
        guard let (route, values) = site.route(method, segments) else {
            return await onThread(reading) { site.notFound(session(request)) }
        }
        var fields = FormFields()
        if let query = request.uri.query { fields.add(urlEncoded: query) }
        let token = cookie(request)
        if method == .post {
            guard let limit = site.bodyLimit(route, values: values, cookie: token) else {
                return .redirect(Address.signIn.path)
            }
            // Each is held several times over while it is read: an endless number of them would be the end.
            let turnstile = limit == Self.uploadLimit ? limits.uploads : limits.forms
            guard turnstile.enter() else { return site.plain(status: 503) }
            defer { turnstile.leave() }
            switch await body(of: request, limit: limit, into: &fields) {
            case .taken: break
            case .tooLarge: return site.plain(status: 413)
            case .broken: return site.plain(status: 400)
            }
        }
        let known = fields
        let answer: @Sendable () -> Reply = {
            site.answer(
                route, values: values, fields: known, cookie: token, isEncrypted: isEncrypted,
                address: address)
        }
        guard method == .post else { return await onThread(reading, answer) }
        guard route.door.isSlow else { return await onThread(changing, answer) }
        // Each hash costs a quarter of a second and 32 MiB: a queue without an end would be a way to stop
        // the server.
        guard limits.hashing.enter() else { return site.plain(status: 429) }
        defer { limits.hashing.leave() }
        return await onThread(slow, answer)
    }

    private func session(_ request: Request) -> Session? {
        cookie(request).flatMap { site.sessions.session(token: $0) }
    }

    private func onThread(_ pool: NIOThreadPool, _ work: @escaping @Sendable () -> Reply) async -> Reply {
        do {
            return try await pool.runIfActive(work)
        } catch {
            return site.plain(status: 503)
        }
    }

    private enum BodyResult { case taken, tooLarge, broken }

    private func body(of request: Request, limit: Int, into fields: inout FormFields) async -> BodyResult {
        let type = request.headers[.contentType] ?? ""
        let boundary = MultipartBody.boundary(type)
        let bytes: [UInt8]
        switch await collected(request, limit: boundary == nil ? min(limit, Self.formLimit) : limit) {
        case .bytes(let all): bytes = all
        case .tooLarge: return .tooLarge
        case .broken: return .broken
        }
        if let boundary {
            return MultipartBody.add(bytes, boundary: boundary, to: &fields) ? .taken : .broken
        }
        guard bytes.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            return .broken
        }
        fields.add(urlEncoded: String(decoding: bytes, as: UTF8.self))
        return .taken
    }

    enum Collected { case bytes([UInt8]), tooLarge, broken }

    /// The whole body, if it is not larger and does not take longer than it may.
    func collected(_ request: Request, limit: Int) async -> Collected {
        let deadline =
            ContinuousClock.now + (limit > Self.formLimit ? Self.uploadPatience : Self.formPatience)
        var buffer = ByteBuffer()
        do {
            for try await part in request.body {
                // A silent line is closed by the server; one that drips is noticed here.
                guard ContinuousClock.now < deadline else { return .broken }
                guard buffer.readableBytes + part.readableBytes <= limit else { return .tooLarge }
                buffer.writeImmutableBuffer(part)
            }
        } catch {
            return .broken
        }
        return .bytes(Array(buffer.readableBytesView))
    }

    private func cookie(_ request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let halves = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if halves.count == 2, halves[0] == Self.cookieName { return String(halves[1]) }
            }
        }
        return nil
    }

    /// - Parameters:
    ///   - base: stands before what leads elsewhere on this site.
    ///   - pool: reads what is sent from a file.
    static func response(_ reply: Reply, base: String, streaming pool: NIOThreadPool) -> Response {
        var headers = securityHeaders
        for (name, value) in reply.headers {
            let value = name == "Location" && value.hasPrefix("/") ? base + value : value
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: reply.file.map { body($0, pool) } ?? ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        )
    }

    private static func body(_ file: SentFile, _ reading: NIOThreadPool) -> ResponseBody {
        ResponseBody(contentLength: file.byteCount) { writer in
            var sent = 0
            while sent < file.byteCount {
                let place = sent
                guard let piece = try await reading.runIfActive({ file.piece(at: place) }) else {
                    throw Problem("file.read", "ファイルが途中で短くなりました。")
                }
                try await writer.write(ByteBuffer(bytes: piece))
                sent += piece.count
            }
            try await writer.finish(nil)
        }
    }

    /// On every answer. No page has inline script or style, none may be framed, nothing is fetched from
    /// elsewhere. Names are read once, not for every answer.
    private static let securityHeaders: HTTPFields = {
        let headers = [
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
        ]
        return HTTPFields(
            headers.compactMap { name, value in
                HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
            })
    }()
}
