/**
 * The native transport: channels for event loops that wait on an I/O completion port. What is public is what bootstraps
 * need: the channels, {@link io.github.nettywinsock.iocp.IocpIoHandler}, its settings, and options of the transport.
 */
package io.github.nettywinsock.iocp;
