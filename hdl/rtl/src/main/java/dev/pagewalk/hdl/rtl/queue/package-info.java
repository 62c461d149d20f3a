/** In-memory queues of the IOMMU and everything else that shares the walker port with the walks. */
package dev.pagewalk.hdl.rtl.queue;
