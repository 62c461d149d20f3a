/** IRPs with MDL chains, and the order in which their completion unlocks and frees (section 4). */
package dev.pagewalk.host.io;
