/**
 * Typed access above the raw routines: the right order of lock, map, unmap, fence, unlock and free is the only one that
 * the types offer.
 *
 * <pre>
 * LockedMdl ── mapSystem ──▶ MappedMdl ── unmap ──▶ LockedMdl ── unlockAndFree
 *     └──── mapToIoMmu ──▶ DeviceMdl ── unmap ──▶ FencedMdl ── unlockAndFree
 * </pre>
 */
package dev.pagewalk.host.facade;
