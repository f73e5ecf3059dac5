#ifndef CPOCKETSPHINX_SHIM_H
#define CPOCKETSPHINX_SHIM_H

#include <stdlib.h>
#include <string.h>

#include <sphinxbase/cmd_ln.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/err.h>
#include <sphinxbase/feat.h>

// By hand, as in pocketsphinx.h of 5prealpha: that header needs an include path that only its
// pkg-config file names, and that file asks for PulseAudio as well.
typedef struct ps_decoder_s ps_decoder_t;

arg_t const *ps_args(void);
ps_decoder_t *ps_init(cmd_ln_t *config);
int ps_free(ps_decoder_t *decoder);
int ps_start_stream(ps_decoder_t *decoder);
int ps_start_utt(ps_decoder_t *decoder);
int ps_process_raw(
  ps_decoder_t *decoder, int16 const *samples, size_t count, int no_search, int full_utt);
int ps_end_utt(ps_decoder_t *decoder);
char const *ps_get_hyp(ps_decoder_t *decoder, int32 *score);
feat_t *ps_get_feat(ps_decoder_t *decoder);

#endif
