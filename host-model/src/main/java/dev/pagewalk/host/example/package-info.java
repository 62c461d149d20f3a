/** C code of the seed documents, ported line by line. */
package dev.pagewalk.host.example;
