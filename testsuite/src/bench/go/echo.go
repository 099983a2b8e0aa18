// An echo server of connections and of datagrams, on a port of the same number, which on another port sends a file for each
// byte, as one is written in Go. Prints both ports. GOMAXPROCS is how many threads run its code.
//
// usage: echo FILE
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
)

const (
	bufferLength   = 64 << 10
	longest        = 16 << 10 // of datagrams
	datagramBuffer = 1 << 20
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: echo FILE")
		os.Exit(2)
	}
	path := os.Args[1]
	echoes := listen()
	transfers := listen()
	datagrams, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(echoes.Addr().(*net.TCPAddr).AddrPort()))
	if err != nil {
		log.Fatal(err)
	}
	if err := datagrams.SetReadBuffer(datagramBuffer); err != nil {
		log.Fatal(err)
	}
	fmt.Println(port(echoes), port(transfers))

	go serve(transfers, func(conn net.Conn) error { return transfer(conn, path) })
	go echoDatagrams(datagrams)
	serve(echoes, echo)
}

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	return listener
}

func port(listener net.Listener) int {
	return listener.Addr().(*net.TCPAddr).Port
}

// serve runs handle on each connection, until the client ends it.
func serve(listener net.Listener, handle func(net.Conn) error) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer conn.Close()
			if err := handle(conn); !errors.Is(err, io.EOF) {
				log.Print(err)
			}
		}()
	}
}

func echo(conn net.Conn) error {
	buffer := make([]byte, bufferLength)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return err
		}
		if _, err := conn.Write(buffer[:n]); err != nil {
			return err
		}
	}
}

// transfer has io.Copy find that the connection can send a file, which on Windows is TransmitFile.
func transfer(conn net.Conn, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	request := make([]byte, 1)
	for {
		if _, err := conn.Read(request); err != nil {
			return err
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(conn, file); err != nil {
			return err
		}
	}
}

// echoDatagrams goes on after an error: that a client has gone is no reason to end.
func echoDatagrams(conn *net.UDPConn) {
	buffer := make([]byte, longest)
	for {
		n, sender, err := conn.ReadFromUDPAddrPort(buffer)
		if err == nil {
			_, err = conn.WriteToUDPAddrPort(buffer[:n], sender)
		}
		if err != nil {
			log.Print(err)
		}
	}
}
