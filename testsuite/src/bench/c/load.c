/*
 * Load for an echo server on 127.0.0.1. Prints how many messages came back a second, and how many percent of datagrams did
 * not.
 *
 * usage: load echo PORT SECONDS CONNECTIONS LENGTH   on each connection one message after another, of LENGTH bytes
 *        load connect PORT SECONDS LENGTH            a connection for each message, one after another, until the server
 *                                                    has closed it
 *        load datagrams PORT SECONDS LENGTH          as many datagrams as fit into 64 KiB, but no more than 64, are on
 *                                                    their way at a time
 *        load connected-datagrams PORT SECONDS LENGTH  the same, to a channel that is connected to this socket: one byte
 *                                                    asks the server for it, which sends one back from it, and another
 *                                                    closes it
 *        load download PORT SECONDS FILE             on one connection, a byte asks for the whole file, again and again;
 *                                                    prints MiB a second
 *        load latency PORT SECONDS CONNECTIONS LENGTH RATE  so many messages a second, on one connection after another,
 *                                                    whether those before are back or not; prints the microseconds
 *                                                    after which 50, 99 and 99.9 percent were back, from when they were
 *                                                    to be sent
 *        load hold PORT SECONDS CONNECTIONS LENGTH   opens connections that are used for one message and then idle; prints
 *                                                    how many a second, and holds them for so long
 *
 * Every byte that comes back is compared. A server that does not answer is waited for without end; one that answers some
 * connections of an echo and neglects others is refused.
 */
#ifdef _WIN32
#define _WIN32_WINNT 0x0602
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <fcntl.h>
#include <io.h>
#else
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Windows and POSIX by the same names */
#ifdef _WIN32
enum { MSG_NOSIGNAL = 0, SHUT_WR = SD_SEND, PORTS_LEVEL = SOL_SOCKET, PORTS_OPTION = 0x3006 /* SO_PORT_SCALABILITY */ };

static int poll(struct pollfd *fds, unsigned long count, int millis) { return WSAPoll(fds, count, millis); }

static int would_block(void) { return WSAGetLastError() == WSAEWOULDBLOCK; }

static void fail(const char *what) {
    fprintf(stderr, "%s: error %d\n", what, WSAGetLastError());
    exit(1);
}

static double now(void) {
    LARGE_INTEGER count, a_second;
    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&a_second);
    return (double)count.QuadPart / a_second.QuadPart;
}

static void pause_for(double seconds) { Sleep(seconds * 1e3); }

static void begin(void) {
    WSADATA data;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) fail("WSAStartup");
    _setmode(_fileno(stdout), _O_BINARY);
}
#else
enum { INVALID_SOCKET = -1, PORTS_LEVEL = IPPROTO_IP, PORTS_OPTION = IP_BIND_ADDRESS_NO_PORT };
typedef int SOCKET;
#define ioctlsocket ioctl
#define closesocket close

static int would_block(void) { return errno == EAGAIN; }

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void pause_for(double seconds) { sleep(seconds); }

static void begin(void) {}
#endif

enum { MAX_CONNECTIONS = 1 << 16, MAX_LENGTH = 1 << 20, MESSAGES = 4093, ADDRESSES = 250 };

/* how many times as many messages as another a connection may get back */
enum { UNFAIR = 100 };

/* how many connections are opened before each has got its message back */
enum { AT_A_TIME = 64 };

/* of datagrams */
enum { WINDOW = 64, MAX_WAY = 1 << 16, LEAST = 8, LOST_MILLIS = 200 };

struct connection {
    SOCKET s;
    const char *message;
    size_t sent, received;
    long back;
};

/* each message is a window of these */
static char bytes[MAX_LENGTH + MESSAGES];
static struct sockaddr_in server;
static size_t length;
static unsigned next_message;
static struct connection connections[MAX_CONNECTIONS];
static struct pollfd polled[MAX_CONNECTIONS];

static void wrong(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void set_non_blocking(SOCKET s) {
    unsigned long on = 1;
    if (ioctlsocket(s, FIONBIO, &on) != 0) fail("FIONBIO");
}

/* from one of many addresses: a port is not free again for a minute */
static SOCKET connected(void) {
    static unsigned next_address;
    struct sockaddr_in client = {.sin_family = AF_INET};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    if (s == INVALID_SOCKET) fail("socket");
    if (setsockopt(s, PORTS_LEVEL, PORTS_OPTION, (char *)&on, sizeof on) != 0) fail("ports of each address");
    client.sin_addr.s_addr = htonl(INADDR_LOOPBACK + next_address++ % ADDRESSES);
    if (bind(s, (struct sockaddr *)&client, sizeof client) != 0) fail("bind");
    if (connect(s, (struct sockaddr *)&server, sizeof server) != 0) fail("connect");
    if (setsockopt(s, IPPROTO_TCP, TCP_NODELAY, (char *)&on, sizeof on) != 0) fail("TCP_NODELAY");
    return s;
}

static void begin_message(struct connection *c) {
    c->message = bytes + next_message++ % MESSAGES;
    c->sent = c->received = 0;
}

/* as far as it goes */
static void send_message(struct connection *c) {
    while (c->sent < length) {
        int n = send(c->s, c->message + c->sent, length - c->sent, MSG_NOSIGNAL);
        if (n < 0 && would_block()) return;
        if (n < 0) fail("send");
        c->sent += n;
    }
}

/* as far as it goes; 1 when the message has come back */
static int receive_message(struct connection *c) {
    static char in[MAX_LENGTH];
    while (c->received < c->sent) {
        int n = recv(c->s, in, length - c->received, 0);
        if (n < 0 && would_block()) break;
        if (n < 0) fail("recv");
        if (n == 0) wrong("the server closed a connection");
        if (memcmp(in, c->message + c->received, n) != 0) wrong("other bytes came back than were sent");
        c->received += n;
    }
    return c->received == length;
}

static int exchange(struct connection *c) {
    send_message(c);
    return receive_message(c);
}

/* each is answered once before others are busy: a server may be slow to find new ones then */
static void open_connections(int count, short events) {
    for (int i = 0; i < count; i++) {
        struct connection *c = &connections[i];
        c->s = polled[i].fd = connected();
        polled[i].events = events;
        set_non_blocking(c->s);
        begin_message(c);
        while (!exchange(c)) {}
        begin_message(c);
    }
}

/* of all connections; those that are served well must not be so at the expense of others */
static long messages_back(int count) {
    long back = 0, most = 0, least = connections[0].back;
    for (int i = 0; i < count; i++) {
        long own = connections[i].back;
        back += own;
        if (own > most) most = own;
        if (own < least) least = own;
    }
    if (least < most / UNFAIR) {
        fprintf(stderr, "one connection got %ld messages back, and another %ld\n", most, least);
        exit(1);
    }
    return back;
}

static long echo(int count, double seconds) {
    int under_way = count;
    open_connections(count, POLLIN | POLLOUT);
    double end = now() + seconds;
    while (under_way > 0) {
        if (poll(polled, count, -1) < 0) fail("poll");
        for (int i = 0; i < count; i++) {
            struct connection *c = &connections[i];
            if (polled[i].revents == 0) continue;
            while (c->received < length && exchange(c)) {
                if (now() < end) {
                    c->back++;
                    begin_message(c);
                } else {
                    under_way--;
                }
            }
            polled[i].events = c->sent < length ? POLLIN | POLLOUT : POLLIN;
        }
    }
    for (int i = 0; i < count; i++) closesocket(connections[i].s);
    return messages_back(count);
}

static long connect_again_and_again(double end) {
    long back = 0;
    do {
        struct connection c = {.s = connected()};
        char extra;
        begin_message(&c);
        if (!exchange(&c)) wrong("a message did not come back");
        if (shutdown(c.s, SHUT_WR) != 0) fail("shutdown");
        if (recv(c.s, &extra, 1, 0) != 0) wrong("the server did not close its end");
        closesocket(c.s);
        back++;
    } while (now() < end);
    return back;
}

static char *content(const char *path, long *size) {
    FILE *file = fopen(path, "rb");
    char *read = NULL;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (*size = ftell(file)) > 0) {
        rewind(file);
        read = malloc(*size);
    }
    if (read == NULL || fread(read, 1, *size, file) != (size_t)*size) wrong("the file cannot be read");
    fclose(file);
    return read;
}

static double download(const char *path, double end) {
    static char in[MAX_LENGTH];
    long size;
    char *expected = content(path, &size);
    SOCKET s = connected();
    double start = now(), received = 0;
    do {
        if (send(s, "", 1, MSG_NOSIGNAL) != 1) fail("send");
        for (long at = 0; at < size;) {
            int n = recv(s, in, size - at < (long)sizeof in ? size - at : (long)sizeof in, 0);
            if (n < 0) fail("recv");
            if (n == 0) wrong("the server closed a connection");
            if (memcmp(in, expected + at, n) != 0) wrong("other bytes came than the file has");
            at += n;
        }
        received += size;
    } while (now() < end);
    return received / (1 << 20) / (now() - start);
}

static int compare(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

/* the message of that number, of which some bytes have come; messages go round the connections */
static void check(unsigned number, size_t offset, const char *in, size_t count) {
    if (memcmp(in, bytes + number % MESSAGES + offset, count) != 0) wrong("other bytes came back than were sent");
}

/* how long each message took, in microseconds, sorted; this core does nothing but wait for the time of the next one */
static double *latencies(int count, double rate, int messages) {
    static char in[1 << 16];
    double *took = malloc(messages * sizeof *took), start;
    int next = 0, back = 0;
    if (took == NULL) wrong("there is not so much memory");
    open_connections(count, POLLIN);
    start = now();
    while (back < messages) {
        for (; next < messages && start + next / rate <= now(); next++) {
            if (send(connections[next % count].s, bytes + next % MESSAGES, length, MSG_NOSIGNAL) != (int)length) fail("send");
        }
        if (poll(polled, count, 0) < 0) fail("poll");
        for (int i = 0; i < count; i++) {
            struct connection *c = &connections[i];
            if (polled[i].revents == 0) continue;
            int n = recv(c->s, in, sizeof in, 0);
            if (n <= 0) fail("recv");
            for (int at = 0; at < n;) {
                /* c->sent is how many messages of this connection are back, c->received how much of the next one */
                unsigned number = c->sent * count + i;
                size_t rest = length - c->received, part = (size_t)(n - at) < rest ? (size_t)(n - at) : rest;
                check(number, c->received, in + at, part);
                at += part;
                c->received += part;
                if (c->received == length) {
                    took[back++] = (now() - start - number / rate) * 1e6;
                    c->sent++;
                    c->received = 0;
                }
            }
        }
    }
    qsort(took, messages, sizeof *took, compare);
    return took;
}

/* opens connections and uses each once; returns how many a second */
static double hold(int count) {
    double start = now();
    for (int first = 0; first < count; first += AT_A_TIME) {
        int last = first + AT_A_TIME < count ? first + AT_A_TIME : count;
        for (int i = first; i < last; i++) {
            connections[i].s = connected();
            begin_message(&connections[i]);
            send_message(&connections[i]);
        }
        for (int i = first; i < last; i++) receive_message(&connections[i]);
    }
    return count / (now() - start);
}

/* has the server open a channel for a socket, and sends to that from then on */
static void ask_for_connected(SOCKET s) {
    struct sockaddr_in channel;
    socklen_t size = sizeof channel;
    char byte = 0;
    if (sendto(s, &byte, 1, 0, (struct sockaddr *)&server, sizeof server) != 1) fail("sendto");
    if (recvfrom(s, &byte, 1, 0, (struct sockaddr *)&channel, &size) != 1) fail("recvfrom");
    if (connect(s, (struct sockaddr *)&channel, size) != 0) fail("connect");
}

/* what comes back is in order on this machine, so that all before it is lost */
static long datagrams(int with_connected, double end, long *lost) {
    static char out[MAX_LENGTH], in[MAX_LENGTH];
    struct sockaddr_in client = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);
    int size = 1 << 20;
    struct pollfd readable = {.fd = s, .events = POLLIN};
    uint32_t window = MAX_WAY / length < WINDOW ? MAX_WAY / length : WINDOW, first = 0, next = 0, sequence;
    long back = 0;
    if (s == INVALID_SOCKET) fail("socket");
    if (bind(s, (struct sockaddr *)&client, sizeof client) != 0) fail("bind");
    if (setsockopt(s, SOL_SOCKET, SO_RCVBUF, (char *)&size, sizeof size) != 0) fail("SO_RCVBUF");
    if (with_connected)
        ask_for_connected(s);
    else if (connect(s, (struct sockaddr *)&server, sizeof server) != 0)
        fail("connect");
    set_non_blocking(s);
    *lost = 0;
    for (int under_way = 1; under_way;) {
        int counts = now() < end;
        for (; counts && next - first < window; next++) {
            memcpy(out, &next, sizeof next);
            memcpy(out + sizeof next, bytes + next % MESSAGES, length - sizeof next);
            int n = send(s, out, length, 0);
            if (n < 0 && would_block()) break;
            if (n != (int)length) fail("send");
        }
        if (poll(&readable, 1, LOST_MILLIS) == 0) {
            *lost += next - first;
            first = next;
        }
        int n;
        while ((n = recv(s, in, sizeof in, 0)) >= 0) {
            if (n != (int)length) wrong("a datagram of another length came back");
            memcpy(&sequence, in, sizeof sequence);
            if (sequence - first >= next - first) continue; /* it is taken for lost */
            if (memcmp(in + sizeof sequence, bytes + sequence % MESSAGES, length - sizeof sequence) != 0)
                wrong("other bytes came back than were sent");
            *lost += sequence - first;
            first = sequence + 1;
            back += counts;
        }
        if (!would_block()) fail("recv");
        under_way = counts || first != next;
    }
    if (with_connected && send(s, out, 1, 0) != 1) fail("send");
    closesocket(s);
    *lost = back + *lost > 0 ? (long long)*lost * 10000 / (back + *lost) : 0; /* of 10000; a long of Windows has 32 bits */
    return back;
}

/* does what is asked for, and prints what came of it */
static void run(const char *mode, double seconds, int argc, char **argv) {
    double start = now(), end = start + seconds;
    int with_datagrams = strstr(mode, "datagrams") != NULL;
    int count = argc > 5 ? atoi(argv[4]) : 1;
    length = atol(argv[argc > 5 ? 5 : 4]);
    if (strcmp(mode, "download") == 0) {
        printf("%.1f\n", download(argv[4], end));
        return;
    }
    if (seconds <= 0 || count < 1 || count > MAX_CONNECTIONS || length < (with_datagrams ? LEAST : 1) ||
        length > (with_datagrams ? MAX_WAY / 2 : MAX_LENGTH))
        wrong("an argument is out of range");
    if (with_datagrams) {
        long lost, back = datagrams(strcmp(mode, "connected-datagrams") == 0, end, &lost);
        printf("%.1f %.2f\n", back / seconds, lost / 100.0);
    } else if (strcmp(mode, "latency") == 0) {
        double rate = atof(argv[6]), *took;
        int messages = rate * seconds;
        if (messages < 100) wrong("too few messages for a percentile");
        took = latencies(count, rate, messages);
        printf("%.0f %.0f %.0f\n", took[messages / 2], took[(int)(messages * 0.99)], took[(int)(messages * 0.999)]);
    } else if (strcmp(mode, "hold") == 0) {
        printf("%.1f\n", hold(count));
        fflush(stdout);
        pause_for(seconds);
    } else if (strcmp(mode, "echo") == 0) {
        printf("%.1f\n", echo(count, seconds) / seconds);
    } else {
        long back = connect_again_and_again(end);
        printf("%.1f\n", back / (now() - start));
    }
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int arguments;
    } modes[] = {{"echo", 6}, {"connect", 5}, {"datagrams", 5}, {"connected-datagrams", 5}, {"download", 5},
            {"latency", 7}, {"hold", 6}};
    size_t mode = 0;
    while (mode < sizeof modes / sizeof *modes &&
            !(argc == modes[mode].arguments && strcmp(argv[1], modes[mode].name) == 0))
        mode++;
    if (mode == sizeof modes / sizeof *modes) wrong("see load.c for the arguments");
    double seconds = atof(argv[3]);
    server.sin_family = AF_INET;
    server.sin_port = htons(atoi(argv[2]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    srand(1);
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = rand() >> 7;
    begin();
    run(argv[1], seconds, argc, argv);
    return 0;
}
