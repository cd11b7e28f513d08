package main

import "fmt"

// The messages of rollcall/v1/directory.proto that this client needs, by hand: on the wire a member
// of a oneof is a field like any other.

type UserKey struct {
	UUID        string `protobuf:"bytes,1,opt,name=uuid,proto3"`
	Email       string `protobuf:"bytes,2,opt,name=email,proto3"`
	PhoneNumber string `protobuf:"bytes,3,opt,name=phone_number,proto3"`
}

type LookupUserRequest struct {
	Key *UserKey `protobuf:"bytes,1,opt,name=key,proto3"`
}

type User struct {
	UUID        string `protobuf:"bytes,1,opt,name=uuid,proto3"`
	Email       string `protobuf:"bytes,2,opt,name=email,proto3"`
	PhoneNumber string `protobuf:"bytes,3,opt,name=phone_number,proto3"`
	AuthyID     int64  `protobuf:"varint,6,opt,name=authy_id,proto3"`
	Version     int64  `protobuf:"varint,7,opt,name=version,proto3"`
}

type FindOrCreateUserRequest struct {
	Email    string `protobuf:"bytes,1,opt,name=email,proto3"`
	UUID     string `protobuf:"bytes,2,opt,name=uuid,proto3"`
	FindOnly bool   `protobuf:"varint,3,opt,name=find_only,proto3"`
}

type FindOrCreateUserResponse struct {
	User    *User `protobuf:"bytes,1,opt,name=user,proto3"`
	Created bool  `protobuf:"varint,2,opt,name=created,proto3"`
}

type UpdatePhoneNumberRequest struct {
	UUID            string `protobuf:"bytes,1,opt,name=uuid,proto3"`
	Set             string `protobuf:"bytes,2,opt,name=set,proto3"`
	ExpectedVersion int64  `protobuf:"varint,4,opt,name=expected_version,proto3"`
}

type UpdatePhoneNumberResponse struct {
	UUID    string `protobuf:"bytes,1,opt,name=uuid,proto3"`
	Version int64  `protobuf:"varint,2,opt,name=version,proto3"`
}

func (m *UserKey) Reset()         { *m = UserKey{} }
func (m *UserKey) String() string { return fmt.Sprintf("%+v", *m) }
func (*UserKey) ProtoMessage()    {}

func (m *LookupUserRequest) Reset()         { *m = LookupUserRequest{} }
func (m *LookupUserRequest) String() string { return fmt.Sprintf("%+v", *m) }
func (*LookupUserRequest) ProtoMessage()    {}

func (m *User) Reset()         { *m = User{} }
func (m *User) String() string { return fmt.Sprintf("%+v", *m) }
func (*User) ProtoMessage()    {}

func (m *FindOrCreateUserRequest) Reset()         { *m = FindOrCreateUserRequest{} }
func (m *FindOrCreateUserRequest) String() string { return fmt.Sprintf("%+v", *m) }
func (*FindOrCreateUserRequest) ProtoMessage()    {}

func (m *FindOrCreateUserResponse) Reset()         { *m = FindOrCreateUserResponse{} }
func (m *FindOrCreateUserResponse) String() string { return fmt.Sprintf("%+v", *m) }
func (*FindOrCreateUserResponse) ProtoMessage()    {}

func (m *UpdatePhoneNumberRequest) Reset()         { *m = UpdatePhoneNumberRequest{} }
func (m *UpdatePhoneNumberRequest) String() string { return fmt.Sprintf("%+v", *m) }
func (*UpdatePhoneNumberRequest) ProtoMessage()    {}

func (m *UpdatePhoneNumberResponse) Reset()         { *m = UpdatePhoneNumberResponse{} }
func (m *UpdatePhoneNumberResponse) String() string { return fmt.Sprintf("%+v", *m) }
func (*UpdatePhoneNumberResponse) ProtoMessage()    {}

type ExportPhoneNumberRequest struct {
	AuthyID int64 `protobuf:"varint,1,opt,name=authy_id,proto3"`
}

func (m *ExportPhoneNumberRequest) Reset()         { *m = ExportPhoneNumberRequest{} }
func (m *ExportPhoneNumberRequest) String() string { return fmt.Sprintf("%+v", *m) }
func (*ExportPhoneNumberRequest) ProtoMessage()    {}

type ExportPhoneNumberResponse struct {
	E164 string `protobuf:"bytes,1,opt,name=e164,proto3"`
}

func (m *ExportPhoneNumberResponse) Reset()         { *m = ExportPhoneNumberResponse{} }
func (m *ExportPhoneNumberResponse) String() string { return fmt.Sprintf("%+v", *m) }
func (*ExportPhoneNumberResponse) ProtoMessage()    {}
