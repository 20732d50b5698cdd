// A broadcast server as close to the machine as it gets: one thread, one epoll, and what one turn of the loop read goes
// out as one send(2) a socket. It does nothing but the broadcast: every text frame it receives goes to everybody.
//
// Usage: server [port]. Prints "READY <port>" once it listens on loopback, and ends when standard input ends.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sha1.h"

enum {
    EVENTS = 512,
    READ_BYTES = 64 * 1024,         // one recv(2), and the longest frame or handshake taken
    TURN_BYTES = 1024 * 1024,       // what one turn gathers before it is sent early
    BACKLOG_BYTES = 16 * 1024 * 1024 // what a socket that does not take it may leave waiting
};

struct client {
    int fd;
    bool open;          // the handshake is answered
    bool dead;          // closed in this turn; freed at its end
    bool waiting;       // EPOLLOUT is asked for
    size_t index;       // place in clients[]
    char *carry;        // the beginning of an unfinished frame
    size_t carried;
    char *backlog;      // what the socket did not take
    size_t backlog_from, backlog_to, backlog_size;
};

static struct client **clients;
static size_t client_count, client_room;
static struct client **dead;
static size_t dead_count, dead_room;
static int epoll_fd;
static char input[2 * READ_BYTES];
static char turn[TURN_BYTES];
static size_t turn_length;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void *grown(void *memory, size_t bytes) {
    void *result = realloc(memory, bytes);
    if (!result) {
        fail("memory");
    }
    return result;
}

static void watch(struct client *client, uint32_t events, int operation) {
    struct epoll_event event = {.events = events, .data.ptr = client};
    if (epoll_ctl(epoll_fd, operation, client->fd, &event) < 0) {
        fail("epoll_ctl");
    }
}

static void add(int fd) {
    struct client *client = calloc(1, sizeof *client);
    if (!client) {
        fail("memory");
    }
    if (client_count == client_room) {
        client_room = client_room ? 2 * client_room : 1024;
        clients = grown(clients, client_room * sizeof *clients);
    }
    client->fd = fd;
    client->index = client_count;
    clients[client_count++] = client;
    watch(client, EPOLLIN, EPOLL_CTL_ADD);
}

static void drop(struct client *client) {
    if (client->dead) {
        return;
    }
    client->dead = true;
    close(client->fd);
    clients[client->index] = clients[--client_count];
    clients[client->index]->index = client->index;
    if (dead_count == dead_room) {
        dead_room = dead_room ? 2 * dead_room : 64;
        dead = grown(dead, dead_room * sizeof *dead);
    }
    dead[dead_count++] = client;
}

// Later events of the same turn may still name a dropped client, so memory is freed when the turn is over.
static void bury(void) {
    while (dead_count) {
        struct client *client = dead[--dead_count];
        free(client->carry);
        free(client->backlog);
        free(client);
    }
}

// Keeps what the socket did not take until it is writable.
static void postpone(struct client *client, const char *bytes, size_t length) {
    size_t waiting = client->backlog_to - client->backlog_from;
    if (waiting + length > BACKLOG_BYTES) {
        drop(client);
        return;
    }
    if (client->backlog_to + length > client->backlog_size) {
        memmove(client->backlog, client->backlog + client->backlog_from, waiting);
        client->backlog_from = 0;
        client->backlog_to = waiting;
        if (waiting + length > client->backlog_size) {
            client->backlog_size = 2 * (waiting + length);
            client->backlog = grown(client->backlog, client->backlog_size);
        }
    }
    memcpy(client->backlog + client->backlog_to, bytes, length);
    client->backlog_to += length;
    if (!client->waiting) {
        client->waiting = true;
        watch(client, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    }
}

static void transmit(struct client *client, const char *bytes, size_t length) {
    if (client->waiting) {
        postpone(client, bytes, length);
        return;
    }
    ssize_t sent = send(client->fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        drop(client);
    } else if (sent < (ssize_t)length) {
        size_t done = sent < 0 ? 0 : (size_t)sent;
        postpone(client, bytes + done, length - done);
    }
}

static void resume(struct client *client) {
    size_t waiting = client->backlog_to - client->backlog_from;
    ssize_t sent = send(client->fd, client->backlog + client->backlog_from, waiting, MSG_NOSIGNAL);
    if (sent < 0) {
        if (errno != EAGAIN && errno != EINTR) {
            drop(client);
        }
        return;
    }
    client->backlog_from += (size_t)sent;
    if (client->backlog_from == client->backlog_to) {
        client->backlog_from = client->backlog_to = 0;
        client->waiting = false;
        watch(client, EPOLLIN, EPOLL_CTL_MOD);
    }
}

// Sends what the turn gathered to everybody. From the end, because dropping a client moves the last one to its place.
static void broadcast(void) {
    for (size_t i = client_count; turn_length && i-- > 0;) {
        if (clients[i]->open) {
            transmit(clients[i], turn, turn_length);
        }
    }
    turn_length = 0;
}

// Unmasks a text frame into the turn's buffer as an unmasked one (RFC 6455 section 5.2).
static void gather(const unsigned char *mask, const unsigned char *payload, size_t length) {
    if (turn_length + length + 4 > TURN_BYTES) {
        broadcast();
    }
    unsigned char *out = (unsigned char *)turn + turn_length;
    *out++ = 0x81;
    if (length < 126) {
        *out++ = (unsigned char)length;
    } else {
        *out++ = 126;
        *out++ = (unsigned char)(length >> 8);
        *out++ = (unsigned char)length;
    }
    for (size_t i = 0; i < length; i++) {
        out[i] = payload[i] ^ mask[i & 3];
    }
    turn_length = (size_t)((char *)out - turn) + length;
}

// Takes whole frames from the bytes and returns how many bytes they were.
static size_t read_frames(struct client *client, const char *bytes, size_t length) {
    size_t at = 0;
    while (length - at >= 6) {
        const unsigned char *frame = (const unsigned char *)bytes + at;
        size_t header = 2, payload = frame[1] & 127;
        int opcode = frame[0] & 15;
        if (payload == 126) {
            header = 4;
            payload = (size_t)frame[2] << 8 | frame[3];
        }
        // Fragments, unmasked frames and frames of 64 KiB and more have no place in this run.
        if (!(frame[0] & 128) || !(frame[1] & 128) || (frame[1] & 127) == 127 || opcode == 8) {
            drop(client);
            return length;
        }
        if (length - at < header + 4 + payload) {
            break;
        }
        if (opcode == 1) {
            gather(frame + header, frame + header + 4, payload);
        }
        at += header + 4 + payload;
    }
    return at;
}

// Answers a whole request and returns how many bytes it was; 0 when it is not whole yet.
static size_t read_handshake(struct client *client, const char *bytes, size_t length) {
    static const char name[] = "sec-websocket-key:", guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (!end) {
        return 0;
    }
    const char *key = NULL;
    for (const char *line = bytes; line < end && !key; line++) {
        if (strncasecmp(line, name, sizeof name - 1) == 0) {
            key = line + sizeof name - 1;
        }
    }
    char text[80], accept[29], answer[256];
    unsigned char digest[20];
    while (key && *key == ' ') {
        key++;
    }
    if (!key || end - key < 24) {
        drop(client);
        return length;
    }
    int text_length = snprintf(text, sizeof text, "%.24s%s", key, guid);
    sha1(text, (size_t)text_length, digest);
    base64_digest(digest, accept);
    int answer_length = snprintf(answer, sizeof answer,
                                 "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                 "Sec-WebSocket-Accept: %s\r\n\r\n",
                                 accept);
    transmit(client, answer, (size_t)answer_length);
    client->open = true;
    return (size_t)(end + 4 - bytes);
}

static void receive(struct client *client) {
    if (client->carried) {
        memcpy(input, client->carry, client->carried);
    }
    ssize_t got = recv(client->fd, input + client->carried, READ_BYTES, 0);
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            drop(client);
        }
        return;
    }
    size_t length = client->carried + (size_t)got, used = 0;
    if (!client->open) {
        used = read_handshake(client, input, length);
    }
    if (client->open && !client->dead) {
        used += read_frames(client, input + used, length - used);
    }
    client->carried = length - used;
    if (client->carried > READ_BYTES) {
        drop(client);
    } else if (client->carried) {
        client->carry = grown(client->carry, client->carried);
        memcpy(client->carry, input + used, client->carried);
    }
}

static void accept_all(int listener) {
    int fd, on = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        add(fd);
    }
}

static int listen_on(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, 4096) ||
        getsockname(fd, (struct sockaddr *)&address, &size)) {
        fail("listen");
    }
    printf("READY %d\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

int main(int count, char **arguments) {
    struct client listener = {.fd = listen_on(count > 1 ? atoi(arguments[1]) : 0)};
    struct client console = {.fd = STDIN_FILENO};
    struct epoll_event events[EVENTS];
    epoll_fd = epoll_create1(0);
    watch(&listener, EPOLLIN, EPOLL_CTL_ADD);
    watch(&console, EPOLLIN, EPOLL_CTL_ADD);
    for (;;) {
        int ready = epoll_wait(epoll_fd, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            struct client *client = events[i].data.ptr;
            if (client == &listener) {
                accept_all(listener.fd);
            } else if (client == &console) {
                if (read(STDIN_FILENO, input, sizeof input) <= 0) {
                    return 0;
                }
            } else {
                if (!client->dead && (events[i].events & EPOLLOUT)) {
                    resume(client);
                }
                if (!client->dead && (events[i].events & ~(uint32_t)EPOLLOUT)) {
                    receive(client);
                }
            }
        }
        broadcast();
        bury();
    }
}
