// Command lilab plays scenarios of lawful interception in 5G roaming and judges them from octets.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"lilab/cmd/lilab/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}
