/**
 * The door to Windows: interfaces with a method a native call, named as it is, and one native implementation each. A
 * method returns 0 or more, or the error code of Winsock negated. It is not exported.
 */
package io.github.nettywinsock.ws2;
