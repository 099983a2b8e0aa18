/**
 * Applies options to the SOCKET of a channel, when Windows wants each. Every way to set one ends in
 * {@link io.github.nettywinsock.engine.SocketOptions}. It is not exported.
 */
package io.github.nettywinsock.engine;
