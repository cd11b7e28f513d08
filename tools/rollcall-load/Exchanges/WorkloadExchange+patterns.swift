import DirectoryAPI

extension WorkloadExchange {
    static func patterns(of workload: Workload) -> [RequestPattern] {
        switch workload {
        case .byPhone:
            let number = Population.string(.phoneNumber, of: 0)
            return [lookup(.phoneNumber(number), .text(.phoneNumber))]
        case .byUUID:
            return [lookup(.uuid(Population.string(.uuid, of: 0)), .text(.uuid))]
        case .byAuthyID:
            return (1...5).map { bytes in
                let largest = RequestPattern.largestAuthyID(bytes: bytes)
                return lookup(.authyID(largest), .authyID(bytes: bytes))
            }
        case .byEmail:
            let request = FindOrCreateUserRequest(email: Population.string(.email, of: 0))
            return [RequestPattern(FindOrCreateUser.self, request, [.text(.email)])]
        case .updatePhone:
            let request = UpdatePhoneNumberRequest(
                uuid: Population.string(.uuid, of: 0),
                change: .set(RequestPattern.sampleSpareNumber))
            return [
                RequestPattern(UpdatePhoneNumber.self, request, [.text(.uuid), .spareNumber])
            ]
        }
    }

    private static func lookup(
        _ key: UserKey.Key, _ content: RequestPattern.Content
    ) -> RequestPattern {
        RequestPattern(LookupUser.self, LookupUserRequest(key: UserKey(key)), [content])
    }
}
