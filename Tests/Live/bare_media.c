/* What the system alone takes for the media of calls over loopback: frames of 20 ms from one process
 * to another over a connection each, sent in one wake, found with epoll, and looked at by nobody.
 *
 *   bare_media CALLS SECONDS     prints the microseconds of processor time a message, sent and received
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE = 330, FRAMES = 50, FOUND = 64, CALLS_MAX = 1000 };

static double used(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void send_frames(const struct sockaddr_in *address, int calls, int seconds) {
  static int connections[CALLS_MAX];
  static char message[MESSAGE];
  const int yes = 1;
  memset(message, 'x', sizeof message);
  for (int call = 0; call < calls; call++) {
    connections[call] = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connections[call], (const struct sockaddr *)address, sizeof *address) < 0) {
      fail("connect");
    }
    setsockopt(connections[call], IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  struct timespec due;
  clock_gettime(CLOCK_MONOTONIC, &due);
  const double before = used();
  for (int frame = 0; frame < seconds * FRAMES; frame++) {
    due.tv_nsec += 1000000000 / FRAMES;
    if (due.tv_nsec >= 1000000000) {
      due.tv_nsec -= 1000000000;
      due.tv_sec++;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
    for (int call = 0; call < calls; call++) {
      if (send(connections[call], message, sizeof message, 0) < 0) fail("send");
    }
  }
  printf("sent %.2f\n", (used() - before) / ((double)calls * seconds * FRAMES));
  fflush(stdout);
}

static void receive_frames(int listener, int calls) {
  static char bytes[65536];
  struct epoll_event found[FOUND];
  const int poll = epoll_create1(0);
  for (int call = 0; call < calls; call++) {
    const int connection = accept(listener, NULL, NULL);
    struct epoll_event wanted = {.events = EPOLLIN, .data.fd = connection};
    if (connection < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, connection, &wanted) < 0) fail("accept");
  }
  const double before = used();
  long received = 0;
  int open = calls;
  while (open > 0) {
    const int count = epoll_wait(poll, found, FOUND, -1);
    for (int index = 0; index < count; index++) {
      const ssize_t got = recv(found[index].data.fd, bytes, sizeof bytes, 0);
      if (got > 0) {
        received += got;
      } else {
        close(found[index].data.fd);
        open--;
      }
    }
  }
  printf("received %.2f\n", (used() - before) / ((double)received / MESSAGE));
}

int main(int count, char **words) {
  const int calls = count > 1 ? atoi(words[1]) : 50;
  const int seconds = count > 2 ? atoi(words[2]) : 5;
  if (calls < 1 || calls > CALLS_MAX || seconds < 1) return 64;
  struct sockaddr_in address = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, calls) < 0) {
    fail("listen");
  }
  getsockname(listener, (struct sockaddr *)&address, &size);
  const pid_t sender = fork();
  if (sender < 0) fail("fork");
  if (sender == 0) {
    close(listener);
    send_frames(&address, calls, seconds);
    return 0;
  }
  receive_frames(listener, calls);
  waitpid(sender, NULL, 0);
  return 0;
}
