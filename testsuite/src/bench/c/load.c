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
 *
 * Every byte that comes back is compared.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CONNECTIONS = 1024, MAX_LENGTH = 1 << 20, MESSAGES = 4093, ADDRESSES = 250, PATIENCE_SECONDS = 20 };

/* of datagrams */
enum { WINDOW = 64, MAX_WAY = 1 << 16, LEAST = 8, LOST_MILLIS = 200 };

struct connection {
    int fd;
    const unsigned char *message;
    size_t sent, received;
};

/* each message is a window of these */
static unsigned char bytes[MAX_LENGTH + MESSAGES];
static struct sockaddr_in server;
static size_t length;
static unsigned next_message;
static struct connection connections[MAX_CONNECTIONS];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void wrong(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

/* from one of many addresses: a port is not free again for a minute */
static int connected(void) {
    static unsigned next_address;
    struct sockaddr_in client = {.sin_family = AF_INET};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0) fail("socket");
    if (setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on) != 0) fail("IP_BIND_ADDRESS_NO_PORT");
    client.sin_addr.s_addr = htonl(INADDR_LOOPBACK + next_address++ % ADDRESSES);
    if (bind(fd, (struct sockaddr *)&client, sizeof client) != 0) fail("bind");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) != 0) fail("connect");
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) fail("TCP_NODELAY");
    return fd;
}

static void begin_message(struct connection *c) {
    c->message = bytes + next_message++ % MESSAGES;
    c->sent = c->received = 0;
}

/* sends and receives as far as it goes with these flags; 1 when the message has come back */
static int exchange(struct connection *c, int flags) {
    static unsigned char in[MAX_LENGTH];
    while (c->sent < length) {
        ssize_t n = send(c->fd, c->message + c->sent, length - c->sent, flags | MSG_NOSIGNAL);
        if (n < 0 && errno == EAGAIN) break;
        if (n < 0) fail("send");
        c->sent += n;
    }
    while (c->received < c->sent) {
        ssize_t n = recv(c->fd, in, length - c->received, flags);
        if (n < 0 && errno == EAGAIN) break;
        if (n < 0) fail("recv");
        if (n == 0) wrong("the server closed a connection");
        if (memcmp(in, c->message + c->received, n) != 0) wrong("other bytes came back than were sent");
        c->received += n;
    }
    return c->received == length;
}

static long echo(int count, double end) {
    struct epoll_event events[MAX_CONNECTIONS];
    int epoll = epoll_create1(EPOLL_CLOEXEC), under_way = count;
    long back = 0;
    if (epoll < 0) fail("epoll_create1");
    for (int i = 0; i < count; i++) {
        struct connection *c = &connections[i];
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
        c->fd = connected();
        begin_message(c);
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event) != 0) fail("epoll_ctl");
    }
    while (under_way > 0) {
        int ready = epoll_wait(epoll, events, MAX_CONNECTIONS, -1);
        if (ready < 0) fail("epoll_wait");
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            while (c->received < length && exchange(c, MSG_DONTWAIT)) {
                if (now() < end) {
                    back++;
                    begin_message(c);
                } else {
                    under_way--;
                }
            }
        }
    }
    for (int i = 0; i < count; i++) close(connections[i].fd);
    return back;
}

static long connect_again_and_again(double end) {
    long back = 0;
    do {
        struct connection c = {.fd = connected()};
        char extra;
        begin_message(&c);
        if (!exchange(&c, 0)) wrong("a message did not come back");
        if (shutdown(c.fd, SHUT_WR) != 0) fail("shutdown");
        if (recv(c.fd, &extra, 1, 0) != 0) wrong("the server did not close its end");
        close(c.fd);
        back++;
    } while (now() < end);
    return back;
}

/* has the server open a channel for a socket, and sends to that from then on */
static void ask_for_connected(int fd) {
    struct sockaddr_in channel;
    socklen_t size = sizeof channel;
    char byte = 0;
    if (sendto(fd, &byte, 1, 0, (struct sockaddr *)&server, sizeof server) != 1) fail("sendto");
    if (recvfrom(fd, &byte, 1, 0, (struct sockaddr *)&channel, &size) != 1) fail("recvfrom");
    if (connect(fd, (struct sockaddr *)&channel, size) != 0) fail("connect");
}

/* what comes back is in order on this machine, so that all before it is lost */
static long datagrams(int with_connected, double end, long *lost) {
    static unsigned char out[MAX_LENGTH], in[MAX_LENGTH];
    struct sockaddr_in client = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), size = 1 << 20;
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    uint32_t window = MAX_WAY / length < WINDOW ? MAX_WAY / length : WINDOW, first = 0, next = 0, sequence;
    long back = 0;
    if (fd < 0) fail("socket");
    if (bind(fd, (struct sockaddr *)&client, sizeof client) != 0) fail("bind");
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size) != 0) fail("SO_RCVBUF");
    if (with_connected)
        ask_for_connected(fd);
    else if (connect(fd, (struct sockaddr *)&server, sizeof server) != 0)
        fail("connect");
    *lost = 0;
    for (int under_way = 1; under_way;) {
        int counts = now() < end;
        for (; counts && next - first < window; next++) {
            memcpy(out, &next, sizeof next);
            memcpy(out + sizeof next, bytes + next % MESSAGES, length - sizeof next);
            if (send(fd, out, length, 0) != (ssize_t)length) fail("send");
        }
        if (poll(&readable, 1, LOST_MILLIS) == 0) {
            *lost += next - first;
            first = next;
        }
        ssize_t n;
        while ((n = recv(fd, in, sizeof in, MSG_DONTWAIT)) >= 0) {
            if (n != (ssize_t)length) wrong("a datagram of another length came back");
            memcpy(&sequence, in, sizeof sequence);
            if (sequence - first >= next - first) continue; /* it is taken for lost */
            if (memcmp(in + sizeof sequence, bytes + sequence % MESSAGES, length - sizeof sequence) != 0)
                wrong("other bytes came back than were sent");
            *lost += sequence - first;
            first = sequence + 1;
            back += counts;
        }
        if (errno != EAGAIN) fail("recv");
        under_way = counts || first != next;
    }
    if (with_connected && send(fd, out, 1, 0) != 1) fail("send");
    close(fd);
    *lost = back + *lost > 0 ? *lost * 10000 / (back + *lost) : 0;
    return back;
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    int echoes = argc == 6 && strcmp(mode, "echo") == 0;
    int with_connected = strcmp(mode, "connected-datagrams") == 0;
    int with_datagrams = with_connected || strcmp(mode, "datagrams") == 0;
    if (!echoes && !(argc == 5 && (with_datagrams || strcmp(mode, "connect") == 0)))
        wrong("see load.c for the arguments");
    double seconds = atof(argv[3]);
    int count = echoes ? atoi(argv[4]) : 1;
    length = atol(argv[argc - 1]);
    if (seconds <= 0 || count < 1 || count > MAX_CONNECTIONS || length < (with_datagrams ? LEAST : 1) ||
        length > (with_datagrams ? MAX_WAY / 2 : MAX_LENGTH))
        wrong("an argument is out of range");
    server.sin_family = AF_INET;
    server.sin_port = htons(atoi(argv[2]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    srandom(1);
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = random() >> 8;
    alarm(seconds + PATIENCE_SECONDS); /* for a server that does not answer */

    double start = now(), end = start + seconds;
    if (with_datagrams) {
        long lost, back = datagrams(with_connected, end, &lost);
        printf("%.1f %.2f\n", back / seconds, lost / 100.0);
        return 0;
    }
    long back = echoes ? echo(count, end) : connect_again_and_again(end);
    double took = echoes ? seconds : now() - start;
    printf("%.1f\n", back / took);
    return 0;
}
