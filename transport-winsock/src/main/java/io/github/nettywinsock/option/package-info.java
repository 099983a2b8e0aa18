/**
 * The catalogue of the socket options of Windows, one constant an option, and the types of their values. It knows neither
 * Netty nor any call of Windows.
 */
package io.github.nettywinsock.option;
