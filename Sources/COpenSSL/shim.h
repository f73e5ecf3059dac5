// OpenSSL 3, and functions for those of its macros that Swift cannot see.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>

/// What all our connections keep to: TLS 1.2 or later, no renegotiation, no session to resume, and no
/// buffers for a connection that is idle.
static inline int copenssl_set_rules(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

static inline int copenssl_select_http(
  SSL *connection, const unsigned char **chosen, unsigned char *size, const unsigned char *offered,
  unsigned int count, void *unused
) {
  static const unsigned char http[] = "\x08http/1.1";
  (void)connection, (void)unused;
  unsigned char *found = NULL;
  int result = SSL_select_next_proto(&found, size, http, sizeof http - 1, offered, count);
  if (result != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_NOACK;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

/// Offers HTTP/1.1 as a client, and takes it as a server that is offered it.
static inline int copenssl_offer_http(SSL_CTX *context) {
  static const unsigned char http[] = "\x08http/1.1";
  SSL_CTX_set_alpn_select_cb(context, copenssl_select_http, NULL);
  return SSL_CTX_set_alpn_protos(context, http, sizeof http - 1) == 0;
}

static inline void copenssl_verify_peer(SSL *connection, int is_verified) {
  SSL_set_verify(connection, is_verified ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
}

/// The name that the peer's certificate has to bear; it is sent too, which an address never is.
static inline int copenssl_set_peer(SSL *connection, const char *name, int is_address) {
  if (is_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), name);
  SSL_set_hostflags(connection, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return SSL_set1_host(connection, name) && SSL_set_tlsext_host_name(connection, name);
}

/// The name that a client asked for, or NULL.
static inline const char *copenssl_name_asked_for(SSL *connection) {
  return SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
}

/// Bytes that wait to be sent to the peer, and where they are.
static inline long copenssl_output(BIO *output, const uint8_t **bytes) {
  return BIO_get_mem_data(output, (char **)bytes);
}

static inline void copenssl_clear(BIO *output) { (void)BIO_reset(output); }

/// AES-256-GCM with a nonce of 12 bytes: the tag of 16 bytes follows the content. 1 is done.
static inline int copenssl_seal(
  const uint8_t *key, const uint8_t *nonce, const uint8_t *data, int data_count,
  const uint8_t *content, int count, uint8_t *output
) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  if (!context) return 0;
  int length = 0, rest = 0;
  int done = EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key, nonce) == 1
    && (data_count == 0 || EVP_EncryptUpdate(context, NULL, &length, data, data_count) == 1)
    && (count == 0 || EVP_EncryptUpdate(context, output, &length, content, count) == 1)
    && EVP_EncryptFinal_ex(context, output + count, &rest) == 1 && rest == 0
    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, output + count) == 1;
  EVP_CIPHER_CTX_free(context);
  return done;
}

/// The way back; 0 is a content, a tag or data that is another, and then the output is empty.
static inline int copenssl_open(
  const uint8_t *key, const uint8_t *nonce, const uint8_t *data, int data_count,
  const uint8_t *sealed, int count, uint8_t *output
) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  if (!context) return 0;
  uint8_t tag[16], none[16];
  memcpy(tag, sealed + count, sizeof tag);
  int length = 0;
  int done = EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), NULL, key, nonce) == 1
    && (data_count == 0 || EVP_DecryptUpdate(context, NULL, &length, data, data_count) == 1)
    && (count == 0 || EVP_DecryptUpdate(context, output, &length, sealed, count) == 1)
    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, tag) == 1
    && EVP_DecryptFinal_ex(context, none, &length) == 1;
  EVP_CIPHER_CTX_free(context);
  if (!done && count > 0) OPENSSL_cleanse(output, (size_t)count);
  return done;
}
