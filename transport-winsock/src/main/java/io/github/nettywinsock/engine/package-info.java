/**
 * Applies options to the SOCKET of a channel, when Windows wants each. What a
 * channel was given goes through {@link io.github.nettywinsock.engine.SocketOptions}; one option of one SOCKET, through
 * {@link io.github.nettywinsock.engine.OptionCalls}. It is not exported.
 */
package io.github.nettywinsock.engine;
