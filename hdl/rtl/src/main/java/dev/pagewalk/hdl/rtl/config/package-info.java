/** What an IOMMU is built with: features, sizes, named configurations, planted bugs. No hardware in here. */
package dev.pagewalk.hdl.rtl.config;
