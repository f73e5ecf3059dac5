// Sockets that never block, and names looked up on threads of their own. Every function that can fail
// gives a negative error number then.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// An IP address with a port; the address as one number of 128 bits, of which IPv4 uses the last 32.
typedef struct {
  uint64_t high;
  uint64_t low;
  uint32_t scope;
  uint16_t port;
  // 4 or 6.
  uint8_t version;
} simrun_address;

/// Reads a literal address without port, scope or brackets; the port is left alone.
int simrun_address_parse(const char *text, simrun_address *address);

/// Writes the address, without port and scope, into at least 46 bytes.
int simrun_address_text(const simrun_address *address, char *text, size_t size);

/// A listening socket, and the address that it got.
int simrun_tcp_listen(const simrun_address *address, int backlog, simrun_address *bound);

/// The next connection of a listening socket.
int simrun_tcp_accept(int listener, simrun_address *peer);

/// A socket whose connection is under way or made; writable once that is decided.
int simrun_tcp_connect(const simrun_address *address);

/// The error that a socket has met since it was last asked, or zero.
int simrun_socket_error(int descriptor);

/// The address of this end.
int simrun_socket_address(int descriptor, simrun_address *address);

/// Bytes read; zero at the end of the input.
int64_t simrun_receive(int descriptor, void *bytes, size_t count);

/// Bytes taken; a broken connection is an error, never a signal.
int64_t simrun_send(int descriptor, const void *bytes, size_t count);

/// Ends the output.
int simrun_end_output(int descriptor);

/// Makes the closing of the socket break the connection off (RST).
int simrun_reset_on_close(int descriptor);

/// A datagram socket, bound to an address, and the address that it got.
int simrun_udp_open(const simrun_address *address, simrun_address *bound);

/// Fixes the peer of a datagram socket.
int simrun_udp_connect(int descriptor, const simrun_address *peer);

typedef struct {
  simrun_address peer;
  // Bytes in the buffer; the datagram was longer if it is cut.
  uint32_t length;
  uint32_t is_cut;
} simrun_datagram;

enum { SIMRUN_DATAGRAMS = 32 };

/// Takes datagrams that wait, at most SIMRUN_DATAGRAMS; each is at a multiple of `size` in the buffer.
int simrun_udp_receive(int descriptor, void *bytes, size_t size, simrun_datagram *found, int count);

/// Sends one datagram, to the fixed peer when there is no address.
int simrun_udp_send(int descriptor, const void *bytes, size_t count, const simrun_address *peer);

/// What came of a look-up: its addresses, or the reason why there are none. Gone after the call.
typedef void (*simrun_resolved)(
  void *context, const char *reason, const simrun_address *addresses, int count
);

/// Looks a name up on another thread, which makes the call; at most eight at once, others wait.
int simrun_resolve(const char *host, simrun_resolved resolved, void *context);
