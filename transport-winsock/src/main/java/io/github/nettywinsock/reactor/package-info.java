/** Channels of this library for Reactor Netty. It needs {@code reactor-netty-core}, which nothing else here does. */
package io.github.nettywinsock.reactor;
