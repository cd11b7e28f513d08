//! A client that exists: ttrpc for Rust, as Debian packages it, on one connection with 16 threads.
//! Each makes users of its own and looks them up again. It writes a frame in five pieces.
//!
//!     rustclient SOCKET

use std::os::unix::{io::IntoRawFd, net::UnixStream};
use std::{env, process, thread};
use ttrpc::{Client, Error};

const SERVICE: &str = "rollcall.v1.Directory";
const THREADS: usize = 16;
const ROUNDS: usize = 20;

fn main() {
    let path = env::args().nth(1).unwrap_or_else(|| {
        eprintln!("usage: rustclient SOCKET");
        process::exit(2);
    });
    // Its own connect knows abstract names only.
    let socket = UnixStream::connect(path).expect("no connection");
    let client = Client::new(socket.into_raw_fd());
    let threads: Vec<_> = (0..THREADS)
        .map(|worker| {
            let client = client.clone();
            thread::spawn(move || (0..ROUNDS).for_each(|round| exercise(&client, worker, round)))
        })
        .collect();
    let failed = threads.into_iter().map(|t| t.join()).filter(|r| r.is_err()).count();
    refusals(&client);
    if failed > 0 {
        process::exit(1);
    }
    println!("{} users", THREADS * ROUNDS);
}

/// Makes one user, and finds it by its address.
fn exercise(client: &Client, worker: usize, round: usize) {
    let email = format!("rust.{}.{}@example.com", worker, round);
    let made = call(client, "FindOrCreateUser", field(1, email.as_bytes())).expect("not made");
    assert!(contains(&made, email.as_bytes()), "made another");
    let key = field(1, &field(2, email.as_bytes()));
    let found = call(client, "LookupUser", key).expect("not found");
    assert!(contains(&found, email.as_bytes()), "found another");
}

/// Sees that errors reach this client as statuses.
fn refusals(client: &Client) {
    let nobody = field(1, &field(2, b"nobody@example.com"));
    for (method, payload, code) in [
        ("LookupUser", nobody, 5),
        ("LookupUser", vec![], 3),
        ("NoSuchMethod", vec![], 12),
    ] {
        match call(client, method, payload) {
            Err(Error::RpcStatus(status)) => assert_eq!(status.get_code() as i32, code),
            other => panic!("{} answered {:?}", method, other),
        }
    }
}

fn call(client: &Client, method: &str, payload: Vec<u8>) -> ttrpc::Result<Vec<u8>> {
    let mut request = ttrpc::Request::new();
    request.set_service(SERVICE.to_string());
    request.set_method(method.to_string());
    request.set_payload(payload);
    request.set_timeout_nano(60_000_000_000);
    client.request(request).map(|response| response.payload)
}

/// A length-delimited field of at most 127 bytes.
fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut encoded = vec![number << 3 | 2, bytes.len() as u8];
    encoded.extend_from_slice(bytes);
    encoded
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
