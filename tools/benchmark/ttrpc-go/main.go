// The peer that GOALS name: containerd's ttrpc, as Debian packages it, over libsqlite3. It answers
// rollcall.v1.Directory/LookupUser by phone from a store's file, and nothing else.
//
//	ttrpc-go SOCKET FILE
package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"runtime"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	v1 "rollcall/v1"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: ttrpc-go SOCKET FILE")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "ttrpc-go:", err)
		os.Exit(1)
	}
}

func serve(path, file string) error {
	// As many connections as there are calls that can run at once.
	readers := make(chan *reader, runtime.GOMAXPROCS(0))
	for i := 0; i < cap(readers); i++ {
		reader, err := open(file)
		if err != nil {
			return err
		}
		readers <- reader
	}
	server, err := ttrpc.NewServer()
	if err != nil {
		return err
	}
	server.Register("rollcall.v1.Directory", map[string]ttrpc.Method{
		"LookupUser": func(
			ctx context.Context, unmarshal func(interface{}) error,
		) (interface{}, error) {
			var request v1.LookupUserRequest
			if err := unmarshal(&request); err != nil {
				return nil, err
			}
			reader := <-readers
			defer func() { readers <- reader }()
			return lookUp(reader, &request)
		},
	})
	os.Remove(path)
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	return server.Serve(context.Background(), listener)
}

func lookUp(reader *reader, request *v1.LookupUserRequest) (*v1.User, error) {
	number := request.Key.GetPhoneNumber()
	if number == "" {
		return nil, status.Error(codes.InvalidArgument, "a phone number is wanted")
	}
	user, err := reader.byPhone(number)
	if err != nil {
		return nil, status.Error(codes.Unavailable, "the store cannot be asked")
	}
	if user == nil {
		return nil, status.Error(codes.NotFound, "nobody has it")
	}
	return user, nil
}
