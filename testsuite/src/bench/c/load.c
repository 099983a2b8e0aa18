/*
 * Load for an echo server on 127.0.0.1. Prints how many messages came back a second.
 *
 * usage: load echo PORT SECONDS CONNECTIONS LENGTH   on each connection one message after another, of LENGTH bytes
 *        load connect PORT SECONDS LENGTH            a connection for each message, one after another, until the server
 *                                                    has closed it
 *
 * Every byte that comes back is compared.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CONNECTIONS = 1024, MAX_LENGTH = 1 << 20, MESSAGES = 4093, ADDRESSES = 250, PATIENCE_SECONDS = 20 };

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

int main(int argc, char **argv) {
    int with_connections = argc == 6 && strcmp(argv[1], "echo") == 0;
    if (!with_connections && !(argc == 5 && strcmp(argv[1], "connect") == 0)) wrong("see load.c for the arguments");
    double seconds = atof(argv[3]);
    int count = with_connections ? atoi(argv[4]) : 1;
    length = atol(argv[argc - 1]);
    if (seconds <= 0 || count < 1 || count > MAX_CONNECTIONS || length < 1 || length > MAX_LENGTH)
        wrong("an argument is out of range");
    server.sin_family = AF_INET;
    server.sin_port = htons(atoi(argv[2]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    srandom(1);
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = random() >> 8;
    alarm(seconds + PATIENCE_SECONDS); /* for a server that does not answer */

    double start = now();
    long back = with_connections ? echo(count, start + seconds) : connect_again_and_again(start + seconds);
    double took = with_connections ? seconds : now() - start;
    printf("%.1f\n", back / took);
    return 0;
}
