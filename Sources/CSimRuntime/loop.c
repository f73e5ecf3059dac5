#include "loop.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static uint32_t events_of(uint32_t wanted) {
  uint32_t events = 0;
  if (wanted & SIMRUN_READABLE) events |= EPOLLIN | EPOLLRDHUP;
  if (wanted & SIMRUN_WRITABLE) events |= EPOLLOUT;
  return events;
}

static uint32_t found_of(uint32_t events) {
  uint32_t found = 0;
  if (events & (EPOLLIN | EPOLLPRI)) found |= SIMRUN_READABLE;
  if (events & EPOLLOUT) found |= SIMRUN_WRITABLE;
  if (events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)) found |= SIMRUN_CLOSED;
  return found;
}

static int control(int poll, int operation, int descriptor, uint64_t token, uint32_t events) {
  struct epoll_event event = {.events = events, .data.u64 = token};
  return epoll_ctl(poll, operation, descriptor, &event) < 0 ? -errno : 0;
}

int simrun_poll_open(void) {
  int poll = epoll_create1(EPOLL_CLOEXEC);
  return poll < 0 ? -errno : poll;
}

int simrun_poll_add(int poll, int descriptor, uint64_t token, uint32_t wanted) {
  return control(poll, EPOLL_CTL_ADD, descriptor, token, events_of(wanted));
}

int simrun_poll_change(int poll, int descriptor, uint64_t token, uint32_t wanted) {
  return control(poll, EPOLL_CTL_MOD, descriptor, token, events_of(wanted));
}

int simrun_poll_remove(int poll, int descriptor) {
  return control(poll, EPOLL_CTL_DEL, descriptor, 0, 0);
}

int simrun_poll_wait(int poll, simrun_ready *ready, int capacity, int64_t nanoseconds) {
  struct epoll_event events[64];
  struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  int limit = capacity < 64 ? capacity : 64;
  int count = epoll_pwait2(poll, events, limit, nanoseconds < 0 ? NULL : &time, NULL);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  for (int index = 0; index < count; index++) {
    ready[index].token = events[index].data.u64;
    ready[index].found = found_of(events[index].events);
  }
  return count;
}

int simrun_bell_open(int poll, uint64_t token) {
  int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (bell < 0) return -errno;
  int failure = control(poll, EPOLL_CTL_ADD, bell, token, EPOLLIN | EPOLLET);
  if (failure == 0) return bell;
  close(bell);
  return failure;
}

void simrun_bell_ring(int bell) {
  int kept = errno;
  uint64_t one = 1;
  // A full counter fails with EAGAIN, and has rung all the same.
  if (write(bell, &one, sizeof one) < 0) errno = kept;
}
