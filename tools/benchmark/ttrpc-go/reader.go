package main

// #cgo LDFLAGS: -lsqlite3
// #include <sqlite3.h>
// #include <stdlib.h>
// #include <string.h>
//
// typedef struct {
//     sqlite3_int64 authy_id, version, created_ms, updated_ms;
//     char uuid[129], email[255], phone[33];
// } row;
//
// static sqlite3_stmt *prepare(const char *file) {
//     sqlite3 *db;
//     sqlite3_stmt *statement = NULL;
//     int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
//     if (sqlite3_open_v2(file, &db, flags, NULL)) return NULL;
//     sqlite3_exec(db, "PRAGMA mmap_size = 0; PRAGMA cache_size = -262144;", NULL, NULL, NULL);
//     sqlite3_prepare_v3(db,
//         "SELECT p.authy_id, p.uuid, p.version, p.created_ms, p.updated_ms, p.email, p.phone"
//         " FROM phone_keys k CROSS JOIN personal p ON p.authy_id = k.authy_id"
//         " WHERE k.key = ?1 AND p.phone = ?1"
//         " ORDER BY k.position DESC LIMIT 1",
//         -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
//     return statement;
// }
//
// static void copy(sqlite3_stmt *statement, int column, char *to, int size) {
//     int length = sqlite3_column_bytes(statement, column);
//     const unsigned char *text = sqlite3_column_text(statement, column);
//     if (length >= size) length = size - 1;
//     if (text) memcpy(to, text, length);
//     to[text ? length : 0] = 0;
// }
//
// // All of a look-up in one call: crossing from Go into C costs more than most of these do.
// static int by_phone(sqlite3_stmt *statement, const char *phone, int length, row *found) {
//     sqlite3_bind_text(statement, 1, phone, length, SQLITE_STATIC);
//     int result = sqlite3_step(statement);
//     if (result == SQLITE_ROW) {
//         found->authy_id = sqlite3_column_int64(statement, 0);
//         copy(statement, 1, found->uuid, sizeof found->uuid);
//         found->version = sqlite3_column_int64(statement, 2);
//         found->created_ms = sqlite3_column_int64(statement, 3);
//         found->updated_ms = sqlite3_column_int64(statement, 4);
//         copy(statement, 5, found->email, sizeof found->email);
//         copy(statement, 6, found->phone, sizeof found->phone);
//     }
//     sqlite3_reset(statement);
//     return result;
// }
import "C"

import (
	"errors"
	"unsafe"

	"github.com/gogo/protobuf/types"
	v1 "rollcall/v1"
)

// reader is one connection to the file, for one call at a time.
type reader struct {
	statement *C.sqlite3_stmt
	row       *C.row
}

func open(file string) (*reader, error) {
	name := C.CString(file)
	defer C.free(unsafe.Pointer(name))
	statement := C.prepare(name)
	if statement == nil {
		return nil, errors.New("the store's file cannot be opened")
	}
	row := (*C.row)(C.calloc(1, C.sizeof_row))
	return &reader{statement: statement, row: row}, nil
}

// byPhone is nil when nobody has the number.
func (r *reader) byPhone(number string) (*v1.User, error) {
	text := []byte(number)
	result := C.by_phone(
		r.statement, (*C.char)(unsafe.Pointer(&text[0])), C.int(len(text)), r.row)
	switch result {
	case C.SQLITE_DONE:
		return nil, nil
	case C.SQLITE_ROW:
	default:
		return nil, errors.New("the look-up failed")
	}
	phone := C.GoString(&r.row.phone[0])
	return &v1.User{
		Uuid:                 C.GoString(&r.row.uuid[0]),
		Email:                C.GoString(&r.row.email[0]),
		PhoneNumber:          phone,
		CreatedAt:            timestamp(int64(r.row.created_ms)),
		UpdatedAt:            timestamp(int64(r.row.updated_ms)),
		AuthyId:              int64(r.row.authy_id),
		Version:              int64(r.row.version),
		CanonicalPhoneNumber: phone,
	}, nil
}

func timestamp(milliseconds int64) *types.Timestamp {
	return &types.Timestamp{
		Seconds: milliseconds / 1000, Nanos: int32(milliseconds % 1000 * 1_000_000),
	}
}
