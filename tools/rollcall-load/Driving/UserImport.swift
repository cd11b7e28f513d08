import CLinux
import DirectoryAPI
import ProtobufC
import TTRPC

/// Sends a population as imports: client-streaming calls, one after the other.
///
/// ttrpc has no flow control, and a daemon refuses an import that is more than 16 MiB ahead of the
/// store; so each is smaller than that, and the next begins when it is answered.
struct UserImport: ~Copyable {
    /// What came of it.
    enum Outcome {
        case done(created: Int)
        /// With the status code of gRPC: only operators may import, and old daemons cannot.
        case refused(code: Int32)
    }

    private static let usersPerMessage = 500
    /// Some 10 MB.
    private static let usersPerImport = 100_000
    private static let patience: UInt64 = 120_000_000_000

    private let fd: Int32
    private let population: Population
    private var poller: Poller
    private var output: [UInt8] = []
    private var input = [UInt8](repeating: 0, count: 65_536)
    private var received = 0
    private var begun = 0
    private var hasClosed = false
    private var streamID: UInt32 = 1
    /// Where the current import ends.
    private var end = 0
    private var created = 0

    init(_ population: Population, path: String) throws(LoadFailure) {
        let poller = try Poller()
        let fd = try SystemCall.connect(to: path)
        try poller.add(fd, token: 0)
        self.population = population
        self.poller = poller
        self.fd = fd
    }

    deinit { clinux_close(fd) }

    /// - Parameter progress: told how many users were handed over; false ends the import.
    mutating func run(progress: (Int) -> Bool) throws(LoadFailure) -> Outcome {
        try beginImport()
        var lastMove = clinux_monotonic_ns()
        while true {
            let found = try poller.wait(timeout: 200_000_000)
            let now = clinux_monotonic_ns()
            if found > 0 { lastMove = now }
            guard now - lastMove < UserImport.patience else {
                throw .violation("the server has not answered for two minutes")
            }
            guard progress(begun) else { throw .violation("interrupted") }
            guard found > 0 else { continue }
            let (_, canRead, canWrite) = poller[0]
            if canRead, let answer = try receive() {
                guard case .done = answer, begun < population.count else { return answer }
                try beginImport()
            }
            if canWrite { try send() }
        }
    }

    private mutating func beginImport() throws(LoadFailure) {
        end = min(population.count, begun + UserImport.usersPerImport)
        hasClosed = false
        if begun > 0 { streamID += 2 }
        output.removeAll(keepingCapacity: true)
        FrameHeader(length: 0, streamID: streamID, type: .request, flags: [.remoteOpen, .noData])
            .append(to: &output)
        RequestEnvelope.append(
            service: ImportUsers.service, method: ImportUsers.name, payload: [],
            timeoutNanoseconds: 0, metadata: [], to: &output)
        FrameHeader.patchLength(of: &output, from: 0)
        try poller.change(fd, token: 0, writing: true)
    }

    private mutating func send() throws(LoadFailure) {
        if output.isEmpty, !hasClosed { appendMessage() }
        let sent = try SystemCall.send(fd, output)
        output.removeFirst(sent)
        if output.isEmpty, hasClosed { try poller.change(fd, token: 0, writing: false) }
    }

    /// The next users, or the end.
    private mutating func appendMessage() {
        let next = min(end, begun + UserImport.usersPerMessage)
        let payload =
            begun < next ? ImportUsersRequest(users: records(begun..<next)).encoded() : []
        begun = next
        hasClosed = payload.isEmpty
        let flags: FrameFlags = hasClosed ? [.remoteClosed, .noData] : []
        FrameHeader(length: payload.count, streamID: streamID, type: .data, flags: flags)
            .append(to: &output)
        output.append(contentsOf: payload)
    }

    /// Each with their index plus one as the authy id.
    private func records(_ users: Range<Int>) -> [UserRecord] {
        users.map { user in
            UserRecord(
                uuid: Population.string(.uuid, of: user),
                email: Population.string(.email, of: user),
                phoneNumber: Population.string(.phoneNumber, of: user), authyID: Int64(user + 1))
        }
    }

    /// nil until the answer is whole.
    private mutating func receive() throws(LoadFailure) -> Outcome? {
        guard let count = try SystemCall.read(fd, into: &input, at: received) else { return nil }
        guard count > 0 else { throw .closedByServer }
        received += count
        switch DirectoryReplies.cut(
            input.span.extracting(0..<received), from: 0, type: .response)
        {
        case .needsMore: return nil
        case .violation(let text): throw .violation(text)
        case .answer(_, let body, _):
            received = 0
            guard let envelope = try? ResponseEnvelope(input.span, body) else {
                throw .violation("the envelope does not decode")
            }
            if let status = envelope.status { return .refused(code: status.rawCode) }
            let payload = Array(input[envelope.payload])
            guard let response = try? ImportUsersResponse(decoding: payload) else {
                throw .violation("the answer to the import does not decode")
            }
            created += Int(response.created)
            return .done(created: created)
        }
    }
}
