import CLinux
import Glibc

/// Binds a socket and closes it without removing its file, as a crash does.
func leaveBehind(_ path: String) {
    let descriptor = unsafe path.withCString { unsafe clinux_unix_bind($0) }
    _ = unsafe path.withCString { unsafe clinux_change_mode($0, 0o600) }
    clinux_close(descriptor)
}

func clinuxRaise() -> Int64 { clinux_raise_open_files() }
