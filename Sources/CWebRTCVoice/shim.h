#ifndef CWEBRTCVOICE_SHIM_H
#define CWEBRTCVOICE_SHIM_H

#include <stddef.h>
#include <stdint.h>

/* Debian installs no header of these, though both its archive and its shared library have them
   (libwebrtc-audio-processing-dev 0.3, common_audio/vad/include/webrtc_vad.h). */
typedef struct WebRtcVadInst VadInst;

VadInst *WebRtcVad_Create(void);
void WebRtcVad_Free(VadInst *handle);
int WebRtcVad_Init(VadInst *handle);
int WebRtcVad_set_mode(VadInst *handle, int mode);
int WebRtcVad_Process(VadInst *handle, int fs, const int16_t *audio_frame, size_t frame_length);

#endif
