/**
 * What applications use: the {@linkplain io.github.nettywinsock.WinsockChannelOption options}, NIO channels that take them,
 * an initializer and an extension for bootstraps whose channels cannot be chosen, and calls for a live channel.
 */
package io.github.nettywinsock;
