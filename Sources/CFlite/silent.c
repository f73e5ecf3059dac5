// Debian's libflite.a plays on ALSA, which nothing here does. With these five names defined first,
// the linker leaves flite's own driver out, and with it the need for libasound.
//
// It includes nothing of flite, so that it compiles where flite is not installed.

void *audio_open_alsa(unsigned int rate, int channels, int format) {
  (void)rate, (void)channels, (void)format;
  return 0;
}

int audio_close_alsa(void *device) { return device ? 0 : -1; }

int audio_write_alsa(void *device, void *samples, int bytes) {
  (void)device, (void)samples, (void)bytes;
  return -1;
}

int audio_flush_alsa(void *device) { return device ? 0 : -1; }

int audio_drain_alsa(void *device) { return device ? 0 : -1; }
