/** Random campaigns: tables, traffic and host actions from a seed, for every configuration, with the judges on. */
package dev.pagewalk.testbench.campaign;
