import DirectoryDomain
import EventCoding

extension Seeds {
    /// Inputs of the checks that take text.
    static var texts: [String: [String: [UInt8]]] {
        [
            "json": files([
                #"{"a":[1,-2.5e+3,true,false,null],"b":{"c":"\u00e9\ud83d\ude00\n\"\\"}}"#,
                #"[[[[]]],{},"",0]"#, #" {"a" : 1 , "a" : 2} "#,
            ]),
            "request-lines": files([
                "GET /users/by-phone?phoneNumber=%2B1-555-0123 HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /users/00000000-0000-4000-8000-000000000001/UpdatePhoneNumber HTTP/1.1\r\n",
                "\r\nGET /protected/json/users/1/phone_number?a#b HTTP/1.1\r\n",
                "HEAD /%2f/%c3%a9/%",
            ]),
            "queries": files([
                "phoneNumber=%2B1-555-0123", "email=ada%40example.com&uuid=u&email=b",
                "phone-number=%252b11111111111&x", "phoneNumber=+1&email=%ff&uuid=%00", "&&=&a==b",
            ]),
            "tokens": files([token(header: "eyJhbGciOiJFZERTQSIsImtpZCI6ImsifQ"), "a.b.c"]),
            "claims": files([
                #"{"sub":"u","exp":1800000000,"nbf":1600000000,"iss":"i","aud":["a"],"scope":"x"}"#,
                #"{"sub":"u","exp":18e8,"iss":"i","aud":"a"}"#,
            ]),
            "key-sets": files(keySets),
            "phone-numbers": files([
                "+1-555-0123", "00 44 (0) 20/7946.0958", "+11111111111", "null", "+353 21 039 3363",
            ]),
            "email-addresses": files([
                " Ada.Lovelace+tag@Example.COM ", "a@b", "\u{130}@\u{1e9e}.example", "a@b..c",
            ]),
            "identifiers": files([
                FilledMessage.uuid, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "user:1_x.Y",
                "rck_000000000000_0000000000000000000000000000000000000000000000000",
                "carried over 0123456789",
            ]),
        ]
    }

    private static func token(header: String) -> String {
        let claims = "eyJzdWIiOiJ1IiwiZXhwIjoxODAwMDAwMDAwLCJpc3MiOiJpIiwiYXVkIjpbImEiXX0"
        return "\(header).\(claims).\(String(repeating: "A", count: 86))"
    }

    private static let keySets: [String] = {
        let bytes = String(repeating: "A", count: 43)
        return [
            #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","use":"sig","x":"\#(bytes)"}]}"#,
            #"{"keys":[{"kty":"EC","crv":"P-256","kid":"b","x":"\#(bytes)","y":"\#(bytes)"}]}"#,
            #"{"keys":[{"kty":"RSA","kid":"c","alg":"RS256","n":"\#(bytes)","e":"AQAB"}]}"#,
            #"{"keys":[{"kty":"oct","kid":"d","k":"\#(bytes)"},{"kty":"EC","crv":"P-521"}]}"#,
        ]
    }()

    static var storedEvents: [String: [UInt8]] {
        let events: [(String, UserEvent)] = [
            ("created", .created), ("set", .phoneNumberSet(masked: "***0123")),
            ("removed", .phoneNumberRemoved), ("exported", .phoneNumberExported(masked: "***0123")),
            ("erased", .erased),
        ]
        return Dictionary(
            uniqueKeysWithValues: events.map { name, event in
                let recorded = RecordedEvent(
                    position: 12, uuid: UserUUID(trusted: FilledMessage.uuid), version: 2,
                    time: Timestamp(milliseconds: 1_705_314_600_123), organizationID: "org_1",
                    actor: "key:1", event: event, chainHash: [])
                return (name, EventCodec().bytes(of: recorded))
            })
    }

    /// By their places in the list.
    private static func files(_ texts: [String]) -> [String: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: texts.enumerated().map { ("text-\($0 + 1)", Array($1.utf8)) })
    }
}
