#include "sockets.h"

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// MARK: addresses

static void set_bytes(simrun_address *address, int version, const void *bytes) {
  uint64_t words[2] = {0, 0};
  memcpy((char *)words + (version == 4 ? 12 : 0), bytes, version == 4 ? 4 : 16);
  address->high = be64toh(words[0]);
  address->low = be64toh(words[1]);
  address->version = (uint8_t)version;
}

static void get_bytes(const simrun_address *address, void *bytes) {
  const uint64_t words[2] = {htobe64(address->high), htobe64(address->low)};
  if (address->version == 4) memcpy(bytes, (const char *)words + 12, 4);
  else memcpy(bytes, words, 16);
}

static socklen_t to_system(const simrun_address *address, struct sockaddr_storage *storage) {
  memset(storage, 0, sizeof *storage);
  if (address->version == 4) {
    struct sockaddr_in *four = (struct sockaddr_in *)storage;
    four->sin_family = AF_INET;
    four->sin_port = htons(address->port);
    get_bytes(address, &four->sin_addr);
    return sizeof *four;
  }
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)storage;
  six->sin6_family = AF_INET6;
  six->sin6_port = htons(address->port);
  six->sin6_scope_id = address->scope;
  get_bytes(address, &six->sin6_addr);
  return sizeof *six;
}

static int from_system(const struct sockaddr *system, simrun_address *address) {
  memset(address, 0, sizeof *address);
  if (system->sa_family == AF_INET) {
    const struct sockaddr_in *four = (const struct sockaddr_in *)system;
    set_bytes(address, 4, &four->sin_addr);
    address->port = ntohs(four->sin_port);
    return 0;
  }
  if (system->sa_family != AF_INET6) return -EAFNOSUPPORT;
  const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)system;
  set_bytes(address, 6, &six->sin6_addr);
  address->port = ntohs(six->sin6_port);
  address->scope = six->sin6_scope_id;
  return 0;
}

int simrun_address_parse(const char *text, simrun_address *address) {
  unsigned char bytes[16];
  int version = strchr(text, ':') ? 6 : 4;
  if (inet_pton(version == 6 ? AF_INET6 : AF_INET, text, bytes) != 1) return -EINVAL;
  set_bytes(address, version, bytes);
  return 0;
}

int simrun_address_text(const simrun_address *address, char *text, size_t size) {
  unsigned char bytes[16];
  get_bytes(address, bytes);
  int family = address->version == 4 ? AF_INET : AF_INET6;
  return inet_ntop(family, bytes, text, (socklen_t)size) ? 0 : -errno;
}

// MARK: connections

// Closes a socket that could not be set up, and gives the reason of that.
static int give_up(int descriptor) {
  int reason = errno;
  close(descriptor);
  return -reason;
}

static int open_socket(const simrun_address *address, int type) {
  int family = address->version == 4 ? AF_INET : AF_INET6;
  int descriptor = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  return descriptor < 0 ? -errno : descriptor;
}

static int set_flag(int descriptor, int level, int name) {
  const int one = 1;
  return setsockopt(descriptor, level, name, &one, sizeof one);
}

int simrun_socket_address(int descriptor, simrun_address *address) {
  struct sockaddr_storage storage;
  socklen_t size = sizeof storage;
  if (getsockname(descriptor, (struct sockaddr *)&storage, &size) < 0) return -errno;
  return from_system((struct sockaddr *)&storage, address);
}

static int bind_socket(int descriptor, const simrun_address *address, simrun_address *bound) {
  struct sockaddr_storage storage;
  socklen_t size = to_system(address, &storage);
  // Otherwise an IPv6 socket may or may not take the IPv4 port too, as the host is set up.
  if (address->version == 6 && set_flag(descriptor, IPPROTO_IPV6, IPV6_V6ONLY) < 0) return -errno;
  if (bind(descriptor, (struct sockaddr *)&storage, size) < 0) return -errno;
  return simrun_socket_address(descriptor, bound);
}

int simrun_tcp_listen(const simrun_address *address, int backlog, simrun_address *bound) {
  int descriptor = open_socket(address, SOCK_STREAM);
  if (descriptor < 0) return descriptor;
  if (set_flag(descriptor, SOL_SOCKET, SO_REUSEADDR) < 0) return give_up(descriptor);
  int result = bind_socket(descriptor, address, bound);
  if (result < 0) {
    close(descriptor);
    return result;
  }
  return listen(descriptor, backlog) < 0 ? give_up(descriptor) : descriptor;
}

int simrun_tcp_accept(int listener, simrun_address *peer) {
  struct sockaddr_storage storage;
  socklen_t size = sizeof storage;
  int descriptor =
    accept4(listener, (struct sockaddr *)&storage, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return -errno;
  from_system((struct sockaddr *)&storage, peer);
  // It fails for a connection that has broken by now, which the first read will tell.
  set_flag(descriptor, IPPROTO_TCP, TCP_NODELAY);
  return descriptor;
}

int simrun_tcp_connect(const simrun_address *address) {
  struct sockaddr_storage storage;
  socklen_t size = to_system(address, &storage);
  int descriptor = open_socket(address, SOCK_STREAM);
  if (descriptor < 0) return descriptor;
  if (set_flag(descriptor, IPPROTO_TCP, TCP_NODELAY) < 0) return give_up(descriptor);
  if (connect(descriptor, (struct sockaddr *)&storage, size) == 0) return descriptor;
  // An interrupted connect goes on, as one that is in progress.
  return errno == EINPROGRESS || errno == EINTR ? descriptor : give_up(descriptor);
}

int simrun_socket_error(int descriptor) {
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) < 0 ? errno : error;
}

int64_t simrun_receive(int descriptor, void *bytes, size_t count) {
  ssize_t result;
  do result = recv(descriptor, bytes, count, 0);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

int64_t simrun_send(int descriptor, const void *bytes, size_t count) {
  ssize_t result;
  do result = send(descriptor, bytes, count, MSG_NOSIGNAL);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

int simrun_end_output(int descriptor) { return shutdown(descriptor, SHUT_WR) < 0 ? -errno : 0; }

int simrun_reset_on_close(int descriptor) {
  const struct linger linger = {.l_onoff = 1, .l_linger = 0};
  return setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger) < 0 ? -errno : 0;
}

// MARK: datagrams

int simrun_udp_open(const simrun_address *address, simrun_address *bound) {
  int descriptor = open_socket(address, SOCK_DGRAM);
  if (descriptor < 0) return descriptor;
  int result = bind_socket(descriptor, address, bound);
  if (result == 0) return descriptor;
  close(descriptor);
  return result;
}

int simrun_udp_connect(int descriptor, const simrun_address *peer) {
  struct sockaddr_storage storage;
  socklen_t size = to_system(peer, &storage);
  return connect(descriptor, (struct sockaddr *)&storage, size) < 0 ? -errno : 0;
}

int simrun_udp_receive(int descriptor, void *bytes, size_t size, simrun_datagram *found, int count) {
  struct mmsghdr messages[SIMRUN_DATAGRAMS];
  struct iovec pieces[SIMRUN_DATAGRAMS];
  struct sockaddr_storage peers[SIMRUN_DATAGRAMS];
  if (count > SIMRUN_DATAGRAMS) count = SIMRUN_DATAGRAMS;
  for (int index = 0; index < count; index++) {
    pieces[index] = (struct iovec){(char *)bytes + (size_t)index * size, size};
    messages[index].msg_hdr = (struct msghdr){
      .msg_name = &peers[index],
      .msg_namelen = sizeof peers[index],
      .msg_iov = &pieces[index],
      .msg_iovlen = 1,
    };
  }
  int taken;
  do taken = recvmmsg(descriptor, messages, (unsigned)count, 0, NULL);
  while (taken < 0 && errno == EINTR);
  if (taken < 0) return -errno;
  for (int index = 0; index < taken; index++) {
    from_system((struct sockaddr *)&peers[index], &found[index].peer);
    found[index].length = messages[index].msg_len;
    found[index].is_cut = (messages[index].msg_hdr.msg_flags & MSG_TRUNC) != 0;
  }
  return taken;
}

int simrun_udp_send(int descriptor, const void *bytes, size_t count, const simrun_address *peer) {
  struct sockaddr_storage storage;
  socklen_t size = peer ? to_system(peer, &storage) : 0;
  ssize_t result;
  do result = sendto(
    descriptor, bytes, count, MSG_NOSIGNAL, peer ? (struct sockaddr *)&storage : NULL, size
  );
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : 0;
}

// MARK: names

// A look-up may hang for as long as the system's resolver waits for its servers, so the threads are
// detached, and a thread ends when nothing is left to look up.
enum { resolve_threads = 8, resolve_waiting = 1024, resolve_addresses = 16 };

typedef struct request {
  struct request *next;
  simrun_resolved resolved;
  void *context;
  char host[];
} request;

static pthread_mutex_t resolve_lock = PTHREAD_MUTEX_INITIALIZER;
static request *oldest_request, *newest_request;
static int request_count, thread_count;

static void look_up(const request *asked) {
  const struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *list = NULL;
  int failure = getaddrinfo(asked->host, NULL, &hints, &list);
  if (failure) {
    const char *reason = failure == EAI_SYSTEM ? strerror(errno) : gai_strerror(failure);
    asked->resolved(asked->context, reason, NULL, 0);
    return;
  }
  simrun_address addresses[resolve_addresses];
  int count = 0;
  for (struct addrinfo *one = list; one && count < resolve_addresses; one = one->ai_next) {
    if (from_system(one->ai_addr, &addresses[count]) == 0) count++;
  }
  asked->resolved(asked->context, "the name has no IP address", addresses, count);
  freeaddrinfo(list);
}

// The oldest request; without one the calling thread is no longer counted.
static request *next_request(void) {
  pthread_mutex_lock(&resolve_lock);
  request *first = oldest_request;
  if (first) {
    oldest_request = first->next;
    request_count--;
  } else {
    thread_count--;
  }
  pthread_mutex_unlock(&resolve_lock);
  return first;
}

static void *resolve_all(void *unused) {
  (void)unused;
  for (request *asked = next_request(); asked; asked = next_request()) {
    look_up(asked);
    free(asked);
  }
  return NULL;
}

// Without a signal of the process: handlers belong on the threads that wait for them.
static int start_resolver(void) {
  pthread_t thread;
  pthread_attr_t attributes;
  sigset_t all, before;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int failure = pthread_create(&thread, &attributes, resolve_all, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return failure;
}

int simrun_resolve(const char *host, simrun_resolved resolved, void *context) {
  size_t size = strlen(host) + 1;
  request *asked = malloc(sizeof *asked + size);
  if (!asked) return -ENOMEM;
  *asked = (request){.resolved = resolved, .context = context};
  memcpy(asked->host, host, size);
  pthread_mutex_lock(&resolve_lock);
  int failure = request_count >= resolve_waiting ? EAGAIN : 0;
  if (!failure && thread_count < resolve_threads) {
    failure = start_resolver();
    if (!failure) thread_count++;
    // Another thread will come to it.
    if (failure && thread_count > 0) failure = 0;
  }
  if (!failure) {
    if (oldest_request) newest_request->next = asked;
    else oldest_request = asked;
    newest_request = asked;
    request_count++;
  }
  pthread_mutex_unlock(&resolve_lock);
  if (failure) free(asked);
  return -failure;
}
