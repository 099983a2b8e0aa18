/** The IOCP transport for Vert.x. It needs {@code vertx-core}, which nothing else here does. */
package io.github.nettywinsock.vertx;
