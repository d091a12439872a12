// The system's OpenSSL (Debian: libssl-dev), for what swift-crypto's light product does not do.
#include <openssl/evp.h>
