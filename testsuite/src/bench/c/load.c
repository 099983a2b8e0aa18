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
 *                                                    how many a second, and holds them until it is ended
 *
 * Every byte that comes back is compared.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CONNECTIONS = 1 << 16, READY = 1024, MAX_LENGTH = 1 << 20, MESSAGES = 4093, ADDRESSES = 250, PATIENCE_SECONDS = 20 };

/* how many connections are opened before each has got its message back */
enum { AT_A_TIME = 64 };

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

static void watch(int epoll, struct connection *c, uint32_t what) {
    struct epoll_event event = {.events = what, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event) != 0) fail("epoll_ctl");
}

static long echo(int count, double end) {
    struct epoll_event events[READY];
    int epoll = epoll_create1(EPOLL_CLOEXEC), under_way = count;
    long back = 0;
    if (epoll < 0) fail("epoll_create1");
    for (int i = 0; i < count; i++) {
        struct connection *c = &connections[i];
        c->fd = connected();
        begin_message(c);
        watch(epoll, c, EPOLLIN | EPOLLOUT | EPOLLET);
    }
    while (under_way > 0) {
        int ready = epoll_wait(epoll, events, READY, -1);
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

static double download(const char *path, double end) {
    static unsigned char in[MAX_LENGTH];
    int file = open(path, O_RDONLY | O_CLOEXEC), fd = connected();
    struct stat about;
    double start = now(), received = 0;
    if (file < 0 || fstat(file, &about) != 0) fail(path);
    unsigned char *content = mmap(NULL, about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (content == MAP_FAILED) fail("mmap");
    do {
        if (send(fd, "", 1, MSG_NOSIGNAL) != 1) fail("send");
        for (off_t at = 0; at < about.st_size;) {
            off_t left = about.st_size - at;
            ssize_t n = recv(fd, in, left < (off_t)sizeof in ? left : (off_t)sizeof in, 0);
            if (n < 0) fail("recv");
            if (n == 0) wrong("the server closed a connection");
            if (memcmp(in, content + at, n) != 0) wrong("other bytes came than the file has");
            at += n;
        }
        received += about.st_size;
    } while (now() < end);
    return received / (1 << 20) / (now() - start);
}

static int compare(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

/* the message of that number, of which some bytes have come; messages go round the connections */
static void check(unsigned number, size_t offset, const unsigned char *in, size_t count) {
    if (memcmp(in, bytes + number % MESSAGES + offset, count) != 0) wrong("other bytes came back than were sent");
}

/* how long each message took, in microseconds, sorted; this core does nothing but wait for the time of the next one */
static double *latencies(int count, double rate, int messages) {
    static unsigned char in[1 << 16];
    struct epoll_event events[READY];
    double *took = malloc(messages * sizeof *took), start;
    int epoll = epoll_create1(EPOLL_CLOEXEC), next = 0, back = 0;
    if (took == NULL || epoll < 0) fail("epoll_create1");
    for (int i = 0; i < count; i++) {
        connections[i].fd = connected();
        watch(epoll, &connections[i], EPOLLIN);
    }
    start = now();
    while (back < messages) {
        for (; next < messages && start + next / rate <= now(); next++) {
            if (send(connections[next % count].fd, bytes + next % MESSAGES, length, MSG_DONTWAIT | MSG_NOSIGNAL) !=
                (ssize_t)length)
                fail("send");
        }
        int ready = epoll_wait(epoll, events, READY, 0);
        if (ready < 0) fail("epoll_wait");
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            ssize_t n = recv(c->fd, in, sizeof in, MSG_DONTWAIT);
            if (n <= 0) fail("recv");
            for (ssize_t at = 0; at < n;) {
                /* c->sent is how many messages of this connection are back, c->received how much of the next one */
                unsigned number = c->sent * count + (c - connections);
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
            connections[i].fd = connected();
            begin_message(&connections[i]);
            exchange(&connections[i], MSG_DONTWAIT);
        }
        for (int i = first; i < last; i++) exchange(&connections[i], 0);
    }
    return count / (now() - start);
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
        pause();
    } else if (strcmp(mode, "echo") == 0) {
        printf("%.1f\n", echo(count, end) / seconds);
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
    srandom(1);
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = random() >> 8;
    alarm(seconds + PATIENCE_SECONDS); /* for a server that does not answer */
    run(argv[1], seconds, argc, argv);
    return 0;
}
