// A client that exists: containerd's ttrpc, as Debian packages it, on one connection with 64
// goroutines. Each makes users of its own, sets their numbers and looks them up again: twenty, or,
// when a file is named, as many as it can until that is there.
//
//	goclient SOCKET [FILE]
package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	service    = "rollcall.v1.Directory"
	goroutines = 64
	rounds     = 20
)

func main() {
	if len(os.Args) != 2 && len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: goclient SOCKET [FILE]")
		os.Exit(2)
	}
	connection, err := net.Dial("unix", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	client := ttrpc.NewClient(connection)
	defer client.Close()

	goesOn := func(round int) bool {
		if len(os.Args) == 2 {
			return round < rounds
		}
		_, err := os.Stat(os.Args[2])
		return err != nil
	}
	var users int64
	failures := make(chan error, goroutines)
	var group sync.WaitGroup
	for worker := 0; worker < goroutines; worker++ {
		group.Add(1)
		go func(worker int) {
			defer group.Done()
			for round := 0; goesOn(round); round++ {
				if err := exercise(client, worker, round); err != nil {
					failures <- fmt.Errorf("goroutine %d, round %d: %w", worker, round, err)
					return
				}
				atomic.AddInt64(&users, 1)
			}
		}(worker)
	}
	group.Wait()
	close(failures)
	failed := false
	for err := range failures {
		failed = true
		fmt.Fprintln(os.Stderr, err)
	}
	if err := refusals(client); err != nil {
		failed = true
		fmt.Fprintln(os.Stderr, err)
	}
	if failed {
		os.Exit(1)
	}
	fmt.Printf("%d users\n", users)
}

// exercise makes one user, sets a number, and finds the user by both.
func exercise(client *ttrpc.Client, worker, round int) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	email := fmt.Sprintf("Go.%d.%d@example.com", worker, round)
	number := fmt.Sprintf("+1555%03d%04d", worker, round)

	var made FindOrCreateUserResponse
	request := &FindOrCreateUserRequest{Email: email}
	if err := client.Call(ctx, service, "FindOrCreateUser", request, &made); err != nil {
		return err
	}
	if made.User == nil || !made.Created || made.User.Email != email || made.User.Version != 1 {
		return fmt.Errorf("made %v", &made)
	}
	var updated UpdatePhoneNumberResponse
	update := &UpdatePhoneNumberRequest{UUID: made.User.UUID, Set: number, ExpectedVersion: 1}
	if err := client.Call(ctx, service, "UpdatePhoneNumber", update, &updated); err != nil {
		return err
	}
	if updated.UUID != made.User.UUID || updated.Version != 2 {
		return fmt.Errorf("updated %v", &updated)
	}
	for _, key := range []*UserKey{{PhoneNumber: number}, {Email: email}, {UUID: made.User.UUID}} {
		var found User
		lookup := &LookupUserRequest{Key: key}
		if err := client.Call(ctx, service, "LookupUser", lookup, &found); err != nil {
			return err
		}
		if found.UUID != made.User.UUID || found.PhoneNumber != number || found.Version != 2 {
			return fmt.Errorf("found %v by %v", &found, key)
		}
	}
	return nil
}

// refusals sees that errors reach this client as statuses.
func refusals(client *ttrpc.Client) error {
	ctx := context.Background()
	for _, c := range []struct {
		method  string
		request *LookupUserRequest
		want    codes.Code
	}{
		{"LookupUser", &LookupUserRequest{Key: &UserKey{Email: "nobody@example.com"}}, codes.NotFound},
		{"LookupUser", &LookupUserRequest{}, codes.InvalidArgument},
		{"NoSuchMethod", &LookupUserRequest{}, codes.Unimplemented},
	} {
		var user User
		err := client.Call(ctx, service, c.method, c.request, &user)
		if status.Code(err) != c.want {
			return fmt.Errorf("%s answered %v, not %v", c.method, err, c.want)
		}
	}
	return details(ctx, client)
}

// details sees that what a status says beside its message reaches this client: a number may be
// exported three times, and a fourth call is told when to come back.
func details(ctx context.Context, client *ttrpc.Client) error {
	var err error
	for call := 0; call < 4; call++ {
		var exported ExportPhoneNumberResponse
		request := &ExportPhoneNumberRequest{AuthyID: 1}
		err = client.Call(ctx, service, "ExportPhoneNumber", request, &exported)
		if call < 3 && err != nil {
			return fmt.Errorf("export %d answered %v", call, err)
		}
	}
	refused := status.Convert(err).Proto()
	if codes.Code(refused.GetCode()) != codes.ResourceExhausted || len(refused.Details) != 1 {
		return fmt.Errorf("a fourth export answered %v", refused)
	}
	if refused.Details[0].TypeUrl != "type.googleapis.com/google.rpc.RetryInfo" {
		return fmt.Errorf("the detail is %v", refused.Details[0])
	}
	return nil
}
