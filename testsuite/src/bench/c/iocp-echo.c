/*
 * An echo server of one thread on an I/O completion port, with no more calls than it takes to serve all its clients: what a
 * transport can reach.
 * On another port, it sends a file for each byte. Prints both ports.
 *
 * usage: iocp-echo FILE
 */
#define _WIN32_WINNT 0x0602
#include <winsock2.h>
#include <ws2tcpip.h>
#include <mswsock.h>
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

enum { ACCEPTS = 16, SERVICES = 2, PACKETS = 128, BUFFER_LENGTH = 64 * 1024, ADDRESS_LENGTH = sizeof(struct sockaddr_in) + 16 };

/* how many receives that have ended inline are gone on with before the port is asked again, and of one connection before others
   have their turn: as many as by the transport */
enum { A_RUN = 256, IN_A_ROW = 16 };

struct call {
    OVERLAPPED overlapped;
    void (*ended)(struct call *, BOOL success, DWORD bytes);
    DWORD bytes; /* these two of one that is put off */
    struct call *next;
};

/* what is done on the connections of a listener */
struct service {
    SOCKET listener;
    void (*begin)(SOCKET);
};

struct acceptance {
    struct call call;
    struct service *service;
    SOCKET child;
    char addresses[2 * ADDRESS_LENGTH];
};

/* receives and sends in turn, so that one call is enough */
struct connection {
    struct call call;
    SOCKET s;
    char buffer[BUFFER_LENGTH];
};

/* one call at a time too; TransmitFile changes where its HANDLE is in the file */
struct transfer {
    struct call call;
    SOCKET s;
    HANDLE file;
    char request;
};

static HANDLE port;
static const char *path;
static struct call *put_off_first, **put_off_last = &put_off_first;

/* how many more this run goes on with */
static int left;

static void fail(const char *what) {
    fprintf(stderr, "%s: error %lu\n", what, GetLastError());
    exit(1);
}

static SOCKET new_socket(void) {
    SOCKET s = WSASocketW(AF_INET, SOCK_STREAM, IPPROTO_TCP, NULL, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    if (s == INVALID_SOCKET) fail("WSASocketW");
    return s;
}

static void associate(SOCKET s) {
    if (CreateIoCompletionPort((HANDLE)s, port, 0, 0) != port) fail("CreateIoCompletionPort");
    if (!SetFileCompletionNotificationModes(
                    (HANDLE)s, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS | FILE_SKIP_SET_EVENT_ON_HANDLE))
        fail("SetFileCompletionNotificationModes");
}

static void received(struct call *call, BOOL success, DWORD bytes);
static void sent(struct call *call, BOOL success, DWORD bytes);

static void close_connection(struct connection *c) {
    closesocket(c->s);
    free(c);
}

/* whether the call has ended; if not, its packet comes, or the connection is closed */
static BOOL ended_at_once(struct connection *c, int result) {
    if (result == 0) return TRUE;
    if (WSAGetLastError() != WSA_IO_PENDING) close_connection(c);
    return FALSE;
}

static BOOL receive(struct connection *c, DWORD *bytes) {
    WSABUF buffer = {BUFFER_LENGTH, c->buffer};
    DWORD flags = 0;
    memset(&c->call.overlapped, 0, sizeof c->call.overlapped);
    c->call.ended = received;
    return ended_at_once(c, WSARecv(c->s, &buffer, 1, bytes, &flags, &c->call.overlapped, NULL));
}

static BOOL send_back(struct connection *c, DWORD bytes) {
    WSABUF buffer = {bytes, c->buffer};
    memset(&c->call.overlapped, 0, sizeof c->call.overlapped);
    c->call.ended = sent;
    return ended_at_once(c, WSASend(c->s, &buffer, 1, &bytes, 0, &c->call.overlapped, NULL));
}

/* goes on with a call that has completed inline when others have had their turn */
static void put_off(struct call *call, DWORD bytes) {
    call->bytes = bytes;
    call->next = NULL;
    *put_off_last = call;
    put_off_last = &call->next;
}

/* goes on with the first that was put off */
static void go_on(void) {
    struct call *call = put_off_first;
    put_off_first = call->next;
    if (put_off_first == NULL) put_off_last = &put_off_first;
    call->ended(call, TRUE, call->bytes);
}

/* goes on after the receipt of so many bytes */
static void echo(struct connection *c, DWORD bytes) {
    int in_a_row = 0;
    do {
        if (bytes == 0) {
            close_connection(c);
            return;
        }
        if (!send_back(c, bytes) || !receive(c, &bytes)) return;
    } while (in_a_row++ < IN_A_ROW && left-- > 0);
    put_off(&c->call, bytes);
}

static void received(struct call *call, BOOL success, DWORD bytes) {
    echo((struct connection *)call, success ? bytes : 0);
}

static void sent(struct call *call, BOOL success, DWORD bytes) {
    struct connection *c = (struct connection *)call;
    if (!success)
        close_connection(c);
    else if (receive(c, &bytes))
        echo(c, bytes);
}

static void begin_echo(SOCKET s) {
    DWORD bytes;
    struct connection *c = malloc(sizeof *c);
    if (c == NULL) fail("malloc");
    c->s = s;
    if (receive(c, &bytes)) echo(c, bytes);
}

static void requested(struct call *call, BOOL success, DWORD bytes);
static void transmitted(struct call *call, BOOL success, DWORD bytes);

static void end_transfer(struct transfer *t) {
    closesocket(t->s);
    CloseHandle(t->file);
    free(t);
}

/* makes one call after another while they complete inline, as often as others can wait */
static void serve(struct transfer *t, BOOL transmit) {
    WSABUF buffer = {1, &t->request};
    DWORD flags = 0, bytes = 1;
    int in_a_row = 0;
    for (;; transmit = !transmit) {
        memset(&t->call.overlapped, 0, sizeof t->call.overlapped);
        t->call.ended = transmit ? transmitted : requested;
        if (transmit ? !TransmitFile(t->s, t->file, 0, 0, &t->call.overlapped, NULL, 0)
                     : WSARecv(t->s, &buffer, 1, &bytes, &flags, &t->call.overlapped, NULL) != 0) {
            if (WSAGetLastError() != WSA_IO_PENDING) end_transfer(t);
            return;
        }
        if (bytes == 0) {
            end_transfer(t);
            return;
        }
        if (!transmit && (in_a_row++ >= IN_A_ROW || left-- <= 0)) {
            put_off(&t->call, bytes);
            return;
        }
    }
}

static void transmitted(struct call *call, BOOL success, DWORD bytes) {
    (void)bytes;
    if (success)
        serve((struct transfer *)call, FALSE);
    else
        end_transfer((struct transfer *)call);
}

static void requested(struct call *call, BOOL success, DWORD bytes) {
    if (success && bytes > 0)
        serve((struct transfer *)call, TRUE);
    else
        end_transfer((struct transfer *)call);
}

static void begin_transfer(SOCKET s) {
    struct transfer *t = malloc(sizeof *t);
    if (t == NULL) fail("malloc");
    t->s = s;
    t->file = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    if (t->file == INVALID_HANDLE_VALUE) fail(path);
    serve(t, FALSE);
}

static void begin_connection(struct acceptance *a) {
    SOCKET s = a->child;
    BOOL on = TRUE;
    if (setsockopt(s, SOL_SOCKET, SO_UPDATE_ACCEPT_CONTEXT, (char *)&a->service->listener, sizeof(SOCKET)) != 0)
        fail("SO_UPDATE_ACCEPT_CONTEXT");
    if (setsockopt(s, IPPROTO_TCP, TCP_NODELAY, (char *)&on, sizeof on) != 0) fail("TCP_NODELAY");
    associate(s);
    a->service->begin(s);
}

static void post_accept(struct acceptance *a) {
    OVERLAPPED *overlapped = &a->call.overlapped;
    DWORD bytes;
    for (;;) {
        memset(overlapped, 0, sizeof *overlapped);
        a->child = new_socket();
        if (!AcceptEx(a->service->listener, a->child, a->addresses, 0, ADDRESS_LENGTH, ADDRESS_LENGTH, &bytes,
                    overlapped)) {
            if (WSAGetLastError() != WSA_IO_PENDING) fail("AcceptEx");
            return;
        }
        begin_connection(a);
    }
}

static void accepted(struct call *call, BOOL success, DWORD bytes) {
    struct acceptance *a = (struct acceptance *)call;
    (void)bytes;
    if (success)
        begin_connection(a);
    else
        closesocket(a->child);
    post_accept(a);
}

/* returns its port */
static int listen_for(struct service *service, struct acceptance *acceptances) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int length = sizeof address;
    service->listener = new_socket();
    if (bind(service->listener, (struct sockaddr *)&address, length) != 0) fail("bind");
    if (listen(service->listener, SOMAXCONN) != 0) fail("listen");
    if (getsockname(service->listener, (struct sockaddr *)&address, &length) != 0) fail("getsockname");
    associate(service->listener);
    for (int i = 0; i < ACCEPTS; i++) {
        acceptances[i].service = service;
        acceptances[i].call.ended = accepted;
        post_accept(&acceptances[i]);
    }
    return ntohs(address.sin_port);
}

int main(int argc, char **argv) {
    static struct service echoes = {.begin = begin_echo}, transfers = {.begin = begin_transfer};
    static struct acceptance acceptances[SERVICES][ACCEPTS];
    OVERLAPPED_ENTRY packets[PACKETS];
    ULONG count;
    WSADATA data;
    if (argc != 2) {
        fprintf(stderr, "usage: iocp-echo FILE\n");
        return 2;
    }
    path = argv[1];
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) fail("WSAStartup");
    port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
    if (port == NULL) fail("CreateIoCompletionPort");
    printf("%d ", listen_for(&echoes, acceptances[0]));
    printf("%d\n", listen_for(&transfers, acceptances[1]));
    fflush(stdout);
    for (;;) {
        if (!GetQueuedCompletionStatusEx(port, packets, PACKETS, &count, put_off_first == NULL ? INFINITE : 0, FALSE)) {
            if (GetLastError() != WAIT_TIMEOUT) fail("GetQueuedCompletionStatusEx");
            count = 0;
        }
        left = A_RUN;
        for (ULONG i = 0; i < count; i++) {
            struct call *call = (struct call *)packets[i].lpOverlapped;
            call->ended(call, (LONG)call->overlapped.Internal >= 0, packets[i].dwNumberOfBytesTransferred);
        }
        while (put_off_first != NULL && left-- > 0) go_on();
    }
}
