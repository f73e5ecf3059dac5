#ifndef COPUS_SHIM_H
#define COPUS_SHIM_H

#include <opus/opus.h>

/* The control functions are variadic, which Swift cannot call. */
static inline int copus_encoder_set(OpusEncoder *encoder, int request, opus_int32 value) {
  return opus_encoder_ctl(encoder, request, value);
}

static inline int copus_encoder_get(OpusEncoder *encoder, int request, opus_int32 *value) {
  return opus_encoder_ctl(encoder, request, value);
}

#endif
