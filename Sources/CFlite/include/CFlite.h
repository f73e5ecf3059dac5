#ifndef CFLITE_H
#define CFLITE_H

#include <stdlib.h>

#include <flite/flite.h>
#include <flite/flite_version.h>

// The voices have no header of their own.
cst_voice *register_cmu_us_slt(const char *folder);
cst_voice *register_cmu_us_rms(const char *folder);
cst_voice *register_cmu_us_awb(const char *folder);
cst_voice *register_cmu_us_kal16(const char *folder);

// flite keeps the pointer to a feature's name, not the name: these are there for good.
static inline void flite_set_pace(cst_voice *voice, float stretch) {
  feat_set_float(voice->features, "duration_stretch", stretch);
}

static inline void flite_set_pitch(cst_voice *voice, float factor) {
  feat_set_float(voice->features, "f0_shift", factor);
}

#endif
