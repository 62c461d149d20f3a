// Component : AxiSample
`timescale 1ns/1ps
module AxiSample (
  input wire s_axi_dev_arvalid,
  output wire s_axi_dev_arready,
  input wire [15:0] s_axi_dev_araddr,
  input wire [1:0] s_axi_dev_arid,
  output wire s_axi_dev_rvalid,
  input wire s_axi_dev_rready,
  output wire [31:0] s_axi_dev_rdata,
  output wire [1:0] s_axi_dev_rresp,
  output wire m_axi_mem_arvalid,
  input wire m_axi_mem_arready,
  output wire [15:0] m_axi_mem_araddr,
  output wire [1:0] m_axi_mem_arid,
  input wire m_axi_mem_rvalid,
  output wire m_axi_mem_rready,
  input wire [31:0] m_axi_mem_rdata,
  input wire [1:0] m_axi_mem_rresp,
  input wire s_axi_other_arvalid,
  output wire s_axi_other_arready,
  input wire [15:0] s_axi_other_araddr,
  input wire [1:0] s_axi_other_arid,
  output wire m_axi_other_arvalid,
  input wire m_axi_other_arready,
  output wire [15:0] m_axi_other_araddr,
  output wire [1:0] m_axi_other_arid
);
  assign m_axi_other_arvalid = s_axi_other_arvalid;
  assign s_axi_other_arready = m_axi_other_arready;
  assign m_axi_other_araddr = s_axi_other_araddr;
  assign m_axi_other_arid = s_axi_other_arid;
  assign m_axi_mem_arvalid = s_axi_dev_arvalid;
  assign s_axi_dev_arready = m_axi_mem_arready;
  assign m_axi_mem_araddr = s_axi_dev_araddr;
  assign m_axi_mem_arid = s_axi_dev_arid;
  assign s_axi_dev_rvalid = m_axi_mem_rvalid;
  assign m_axi_mem_rready = s_axi_dev_rready;
  assign s_axi_dev_rdata = m_axi_mem_rdata;
  assign s_axi_dev_rresp = m_axi_mem_rresp;
endmodule
