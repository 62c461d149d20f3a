// Test design of the bridge: the buses of the simulation top around nothing but register slices.
//
// Device requests pass to the memory port, host requests to the host memory port, messages come back. Registers (byte offsets):
//   0x000..0x0ff  32 plain registers of 64 bits
//   0x100  write: interrupt wires
//   0x108  write: 1 $finish, 2 $stop, 3 $fatal, 4 failing assertion, 5 $display, 6 unstable logic
//   0x110  write: address; the walker port reads the doubleword there (id in bits 61:56)
//   0x118  read:  what the walker port read, 0x120: its response, poison flag and count of reads
//   0x128  read:  free-running counter that starts at an arbitrary value
//   0x130  read:  the canary input

module Slice #(parameter W = 1) (
    input  wire         aclk,
    input  wire         aresetn,
    input  wire         in_valid,
    output wire         in_ready,
    input  wire [W-1:0] in_data,
    output wire         out_valid,
    input  wire         out_ready,
    output wire [W-1:0] out_data
);
    reg [W-1:0] first;
    reg [W-1:0] second;
    reg [1:0]   count;

    assign in_ready  = aresetn && count != 2'd2;
    assign out_valid = count != 2'd0;
    assign out_data  = first;

    wire push = in_valid && in_ready;
    wire pop  = out_valid && out_ready;

    always @(posedge aclk) begin
        if (!aresetn) begin
            count <= 2'd0;
        end else begin
            count <= count + {1'b0, push} - {1'b0, pop};
            if (pop) first <= count == 2'd2 ? second : in_data;
            else if (push && count == 2'd0) first <= in_data;
            if (push && (count == 2'd1 && !pop || count == 2'd2)) second <= in_data;
        end
    end
endmodule

module StandIn (
    input  wire         aclk,
    input  wire         aresetn,
    input  wire         s_axi_cfg_awvalid,
    output wire         s_axi_cfg_awready,
    input  wire [11:0]  s_axi_cfg_awaddr,
    input  wire [2:0]   s_axi_cfg_awprot,
    input  wire         s_axi_cfg_wvalid,
    output wire         s_axi_cfg_wready,
    input  wire [63:0]  s_axi_cfg_wdata,
    input  wire [7:0]   s_axi_cfg_wstrb,
    output wire         s_axi_cfg_bvalid,
    input  wire         s_axi_cfg_bready,
    output wire [1:0]   s_axi_cfg_bresp,
    input  wire         s_axi_cfg_arvalid,
    output wire         s_axi_cfg_arready,
    input  wire [11:0]  s_axi_cfg_araddr,
    input  wire [2:0]   s_axi_cfg_arprot,
    output wire         s_axi_cfg_rvalid,
    input  wire         s_axi_cfg_rready,
    output wire [63:0]  s_axi_cfg_rdata,
    output wire [1:0]   s_axi_cfg_rresp,
    input  wire         s_axi_dev_awvalid,
    output wire         s_axi_dev_awready,
    input  wire [3:0]   s_axi_dev_awid,
    input  wire [63:0]  s_axi_dev_awaddr,
    input  wire [7:0]   s_axi_dev_awlen,
    input  wire [2:0]   s_axi_dev_awsize,
    input  wire [1:0]   s_axi_dev_awburst,
    input  wire         s_axi_dev_awlock,
    input  wire [3:0]   s_axi_dev_awcache,
    input  wire [2:0]   s_axi_dev_awprot,
    input  wire [3:0]   s_axi_dev_awqos,
    input  wire [63:0]  s_axi_dev_awuser,
    input  wire         s_axi_dev_wvalid,
    output wire         s_axi_dev_wready,
    input  wire [63:0]  s_axi_dev_wdata,
    input  wire [7:0]   s_axi_dev_wstrb,
    input  wire         s_axi_dev_wlast,
    output wire         s_axi_dev_bvalid,
    input  wire         s_axi_dev_bready,
    output wire [3:0]   s_axi_dev_bid,
    output wire [1:0]   s_axi_dev_bresp,
    output wire         s_axi_dev_buser,
    input  wire         s_axi_dev_arvalid,
    output wire         s_axi_dev_arready,
    input  wire [3:0]   s_axi_dev_arid,
    input  wire [63:0]  s_axi_dev_araddr,
    input  wire [7:0]   s_axi_dev_arlen,
    input  wire [2:0]   s_axi_dev_arsize,
    input  wire [1:0]   s_axi_dev_arburst,
    input  wire         s_axi_dev_arlock,
    input  wire [3:0]   s_axi_dev_arcache,
    input  wire [2:0]   s_axi_dev_arprot,
    input  wire [3:0]   s_axi_dev_arqos,
    input  wire [63:0]  s_axi_dev_aruser,
    output wire         s_axi_dev_rvalid,
    input  wire         s_axi_dev_rready,
    output wire [3:0]   s_axi_dev_rid,
    output wire [63:0]  s_axi_dev_rdata,
    output wire [1:0]   s_axi_dev_rresp,
    output wire         s_axi_dev_ruser,
    output wire         s_axi_dev_rlast,
    output wire         m_axi_mem_awvalid,
    input  wire         m_axi_mem_awready,
    output wire [3:0]   m_axi_mem_awid,
    output wire [55:0]  m_axi_mem_awaddr,
    output wire [7:0]   m_axi_mem_awlen,
    output wire [2:0]   m_axi_mem_awsize,
    output wire [1:0]   m_axi_mem_awburst,
    output wire         m_axi_mem_awlock,
    output wire [3:0]   m_axi_mem_awcache,
    output wire [2:0]   m_axi_mem_awprot,
    output wire [3:0]   m_axi_mem_awqos,
    output wire [31:0]  m_axi_mem_awuser,
    output wire         m_axi_mem_wvalid,
    input  wire         m_axi_mem_wready,
    output wire [63:0]  m_axi_mem_wdata,
    output wire [7:0]   m_axi_mem_wstrb,
    output wire         m_axi_mem_wlast,
    input  wire         m_axi_mem_bvalid,
    output wire         m_axi_mem_bready,
    input  wire [3:0]   m_axi_mem_bid,
    input  wire [1:0]   m_axi_mem_bresp,
    input  wire         m_axi_mem_buser,
    output wire         m_axi_mem_arvalid,
    input  wire         m_axi_mem_arready,
    output wire [3:0]   m_axi_mem_arid,
    output wire [55:0]  m_axi_mem_araddr,
    output wire [7:0]   m_axi_mem_arlen,
    output wire [2:0]   m_axi_mem_arsize,
    output wire [1:0]   m_axi_mem_arburst,
    output wire         m_axi_mem_arlock,
    output wire [3:0]   m_axi_mem_arcache,
    output wire [2:0]   m_axi_mem_arprot,
    output wire [3:0]   m_axi_mem_arqos,
    output wire [31:0]  m_axi_mem_aruser,
    input  wire         m_axi_mem_rvalid,
    output wire         m_axi_mem_rready,
    input  wire [3:0]   m_axi_mem_rid,
    input  wire [63:0]  m_axi_mem_rdata,
    input  wire [1:0]   m_axi_mem_rresp,
    input  wire         m_axi_mem_ruser,
    input  wire         m_axi_mem_rlast,
    output wire         m_axi_ptw_awvalid,
    input  wire         m_axi_ptw_awready,
    output wire [5:0]   m_axi_ptw_awid,
    output wire [55:0]  m_axi_ptw_awaddr,
    output wire [7:0]   m_axi_ptw_awlen,
    output wire [2:0]   m_axi_ptw_awsize,
    output wire [1:0]   m_axi_ptw_awburst,
    output wire         m_axi_ptw_awlock,
    output wire [3:0]   m_axi_ptw_awcache,
    output wire [2:0]   m_axi_ptw_awprot,
    output wire [3:0]   m_axi_ptw_awqos,
    output wire [31:0]  m_axi_ptw_awuser,
    output wire         m_axi_ptw_wvalid,
    input  wire         m_axi_ptw_wready,
    output wire [63:0]  m_axi_ptw_wdata,
    output wire [7:0]   m_axi_ptw_wstrb,
    output wire         m_axi_ptw_wlast,
    input  wire         m_axi_ptw_bvalid,
    output wire         m_axi_ptw_bready,
    input  wire [5:0]   m_axi_ptw_bid,
    input  wire [1:0]   m_axi_ptw_bresp,
    input  wire         m_axi_ptw_buser,
    output wire         m_axi_ptw_arvalid,
    input  wire         m_axi_ptw_arready,
    output wire [5:0]   m_axi_ptw_arid,
    output wire [55:0]  m_axi_ptw_araddr,
    output wire [7:0]   m_axi_ptw_arlen,
    output wire [2:0]   m_axi_ptw_arsize,
    output wire [1:0]   m_axi_ptw_arburst,
    output wire         m_axi_ptw_arlock,
    output wire [3:0]   m_axi_ptw_arcache,
    output wire [2:0]   m_axi_ptw_arprot,
    output wire [3:0]   m_axi_ptw_arqos,
    output wire [31:0]  m_axi_ptw_aruser,
    input  wire         m_axi_ptw_rvalid,
    output wire         m_axi_ptw_rready,
    input  wire [5:0]   m_axi_ptw_rid,
    input  wire [63:0]  m_axi_ptw_rdata,
    input  wire [1:0]   m_axi_ptw_rresp,
    input  wire         m_axi_ptw_ruser,
    input  wire         m_axi_ptw_rlast,
    input  wire         s_axi_host_awvalid,
    output wire         s_axi_host_awready,
    input  wire [3:0]   s_axi_host_awid,
    input  wire [55:0]  s_axi_host_awaddr,
    input  wire [7:0]   s_axi_host_awlen,
    input  wire [2:0]   s_axi_host_awsize,
    input  wire [1:0]   s_axi_host_awburst,
    input  wire         s_axi_host_awlock,
    input  wire [3:0]   s_axi_host_awcache,
    input  wire [2:0]   s_axi_host_awprot,
    input  wire [3:0]   s_axi_host_awqos,
    input  wire         s_axi_host_wvalid,
    output wire         s_axi_host_wready,
    input  wire [63:0]  s_axi_host_wdata,
    input  wire [7:0]   s_axi_host_wstrb,
    input  wire         s_axi_host_wlast,
    output wire         s_axi_host_bvalid,
    input  wire         s_axi_host_bready,
    output wire [3:0]   s_axi_host_bid,
    output wire [1:0]   s_axi_host_bresp,
    input  wire         s_axi_host_arvalid,
    output wire         s_axi_host_arready,
    input  wire [3:0]   s_axi_host_arid,
    input  wire [55:0]  s_axi_host_araddr,
    input  wire [7:0]   s_axi_host_arlen,
    input  wire [2:0]   s_axi_host_arsize,
    input  wire [1:0]   s_axi_host_arburst,
    input  wire         s_axi_host_arlock,
    input  wire [3:0]   s_axi_host_arcache,
    input  wire [2:0]   s_axi_host_arprot,
    input  wire [3:0]   s_axi_host_arqos,
    output wire         s_axi_host_rvalid,
    input  wire         s_axi_host_rready,
    output wire [3:0]   s_axi_host_rid,
    output wire [63:0]  s_axi_host_rdata,
    output wire [1:0]   s_axi_host_rresp,
    output wire         s_axi_host_rlast,
    output wire         m_axi_host_awvalid,
    input  wire         m_axi_host_awready,
    output wire [3:0]   m_axi_host_awid,
    output wire [55:0]  m_axi_host_awaddr,
    output wire [7:0]   m_axi_host_awlen,
    output wire [2:0]   m_axi_host_awsize,
    output wire [1:0]   m_axi_host_awburst,
    output wire         m_axi_host_awlock,
    output wire [3:0]   m_axi_host_awcache,
    output wire [2:0]   m_axi_host_awprot,
    output wire [3:0]   m_axi_host_awqos,
    output wire         m_axi_host_wvalid,
    input  wire         m_axi_host_wready,
    output wire [63:0]  m_axi_host_wdata,
    output wire [7:0]   m_axi_host_wstrb,
    output wire         m_axi_host_wlast,
    input  wire         m_axi_host_bvalid,
    output wire         m_axi_host_bready,
    input  wire [3:0]   m_axi_host_bid,
    input  wire [1:0]   m_axi_host_bresp,
    output wire         m_axi_host_arvalid,
    input  wire         m_axi_host_arready,
    output wire [3:0]   m_axi_host_arid,
    output wire [55:0]  m_axi_host_araddr,
    output wire [7:0]   m_axi_host_arlen,
    output wire [2:0]   m_axi_host_arsize,
    output wire [1:0]   m_axi_host_arburst,
    output wire         m_axi_host_arlock,
    output wire [3:0]   m_axi_host_arcache,
    output wire [2:0]   m_axi_host_arprot,
    output wire [3:0]   m_axi_host_arqos,
    input  wire         m_axi_host_rvalid,
    output wire         m_axi_host_rready,
    input  wire [3:0]   m_axi_host_rid,
    input  wire [63:0]  m_axi_host_rdata,
    input  wire [1:0]   m_axi_host_rresp,
    input  wire         m_axi_host_rlast,
    input  wire         s_ats_req_tvalid,
    output wire         s_ats_req_tready,
    input  wire [63:0]  s_ats_req_tdata,
    input  wire [63:0]  s_ats_req_tuser,
    output wire         m_ats_msg_tvalid,
    input  wire         m_ats_msg_tready,
    output wire [63:0]  m_ats_msg_tdata,
    output wire [63:0]  m_ats_msg_tuser,
    output wire [15:0]  irq,
    input  wire [7:0]   dbg_canary,
    output wire         dbg_retire_valid,
    output wire         dbg_retire_write,
    output wire [63:0]  dbg_retire_iova,
    output wire [3:0]   dbg_retire_axi_id,
    output wire         dbg_event_iotlb_hit,
    output wire [99:0]  dbg_wide
);

    // device port to memory port; the address loses its upper byte, the user bits their upper half

    Slice #(128) messages (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_ats_req_tvalid), .in_ready(s_ats_req_tready), .in_data({s_ats_req_tuser, s_ats_req_tdata}),
        .out_valid(m_ats_msg_tvalid), .out_ready(m_ats_msg_tready), .out_data({m_ats_msg_tuser, m_ats_msg_tdata})
    );

    Slice #(117) device_aw (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_axi_dev_awvalid), .in_ready(s_axi_dev_awready),
        .in_data({
            s_axi_dev_awid, s_axi_dev_awaddr[55:0], s_axi_dev_awlen, s_axi_dev_awsize, s_axi_dev_awburst,
            s_axi_dev_awlock, s_axi_dev_awcache, s_axi_dev_awprot, s_axi_dev_awqos, s_axi_dev_awuser[31:0]
        }),
        .out_valid(m_axi_mem_awvalid), .out_ready(m_axi_mem_awready),
        .out_data({
            m_axi_mem_awid, m_axi_mem_awaddr, m_axi_mem_awlen, m_axi_mem_awsize, m_axi_mem_awburst,
            m_axi_mem_awlock, m_axi_mem_awcache, m_axi_mem_awprot, m_axi_mem_awqos, m_axi_mem_awuser
        })
    );

    Slice #(117) device_ar (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_axi_dev_arvalid), .in_ready(s_axi_dev_arready),
        .in_data({
            s_axi_dev_arid, s_axi_dev_araddr[55:0], s_axi_dev_arlen, s_axi_dev_arsize, s_axi_dev_arburst,
            s_axi_dev_arlock, s_axi_dev_arcache, s_axi_dev_arprot, s_axi_dev_arqos, s_axi_dev_aruser[31:0]
        }),
        .out_valid(m_axi_mem_arvalid), .out_ready(m_axi_mem_arready),
        .out_data({
            m_axi_mem_arid, m_axi_mem_araddr, m_axi_mem_arlen, m_axi_mem_arsize, m_axi_mem_arburst,
            m_axi_mem_arlock, m_axi_mem_arcache, m_axi_mem_arprot, m_axi_mem_arqos, m_axi_mem_aruser
        })
    );

    Slice #(73) device_w (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_axi_dev_wvalid), .in_ready(s_axi_dev_wready),
        .in_data({s_axi_dev_wdata, s_axi_dev_wstrb, s_axi_dev_wlast}),
        .out_valid(m_axi_mem_wvalid), .out_ready(m_axi_mem_wready),
        .out_data({m_axi_mem_wdata, m_axi_mem_wstrb, m_axi_mem_wlast})
    );

    Slice #(7) device_b (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(m_axi_mem_bvalid), .in_ready(m_axi_mem_bready),
        .in_data({m_axi_mem_bid, m_axi_mem_bresp, m_axi_mem_buser}),
        .out_valid(s_axi_dev_bvalid), .out_ready(s_axi_dev_bready),
        .out_data({s_axi_dev_bid, s_axi_dev_bresp, s_axi_dev_buser})
    );

    Slice #(72) device_r (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(m_axi_mem_rvalid), .in_ready(m_axi_mem_rready),
        .in_data({m_axi_mem_rid, m_axi_mem_rdata, m_axi_mem_rresp, m_axi_mem_ruser, m_axi_mem_rlast}),
        .out_valid(s_axi_dev_rvalid), .out_ready(s_axi_dev_rready),
        .out_data({s_axi_dev_rid, s_axi_dev_rdata, s_axi_dev_rresp, s_axi_dev_ruser, s_axi_dev_rlast})
    );

    // host port to host memory port

    Slice #(85) host_aw (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_axi_host_awvalid), .in_ready(s_axi_host_awready),
        .in_data({
            s_axi_host_awid, s_axi_host_awaddr, s_axi_host_awlen, s_axi_host_awsize, s_axi_host_awburst,
            s_axi_host_awlock, s_axi_host_awcache, s_axi_host_awprot, s_axi_host_awqos
        }),
        .out_valid(m_axi_host_awvalid), .out_ready(m_axi_host_awready),
        .out_data({
            m_axi_host_awid, m_axi_host_awaddr, m_axi_host_awlen, m_axi_host_awsize, m_axi_host_awburst,
            m_axi_host_awlock, m_axi_host_awcache, m_axi_host_awprot, m_axi_host_awqos
        })
    );

    Slice #(85) host_ar (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_axi_host_arvalid), .in_ready(s_axi_host_arready),
        .in_data({
            s_axi_host_arid, s_axi_host_araddr, s_axi_host_arlen, s_axi_host_arsize, s_axi_host_arburst,
            s_axi_host_arlock, s_axi_host_arcache, s_axi_host_arprot, s_axi_host_arqos
        }),
        .out_valid(m_axi_host_arvalid), .out_ready(m_axi_host_arready),
        .out_data({
            m_axi_host_arid, m_axi_host_araddr, m_axi_host_arlen, m_axi_host_arsize, m_axi_host_arburst,
            m_axi_host_arlock, m_axi_host_arcache, m_axi_host_arprot, m_axi_host_arqos
        })
    );

    Slice #(73) host_w (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(s_axi_host_wvalid), .in_ready(s_axi_host_wready),
        .in_data({s_axi_host_wdata, s_axi_host_wstrb, s_axi_host_wlast}),
        .out_valid(m_axi_host_wvalid), .out_ready(m_axi_host_wready),
        .out_data({m_axi_host_wdata, m_axi_host_wstrb, m_axi_host_wlast})
    );

    Slice #(6) host_b (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(m_axi_host_bvalid), .in_ready(m_axi_host_bready),
        .in_data({m_axi_host_bid, m_axi_host_bresp}),
        .out_valid(s_axi_host_bvalid), .out_ready(s_axi_host_bready),
        .out_data({s_axi_host_bid, s_axi_host_bresp})
    );

    Slice #(71) host_r (
        .aclk(aclk), .aresetn(aresetn),
        .in_valid(m_axi_host_rvalid), .in_ready(m_axi_host_rready),
        .in_data({m_axi_host_rid, m_axi_host_rdata, m_axi_host_rresp, m_axi_host_rlast}),
        .out_valid(s_axi_host_rvalid), .out_ready(s_axi_host_rready),
        .out_data({s_axi_host_rid, s_axi_host_rdata, s_axi_host_rresp, s_axi_host_rlast})
    );

    // registers
    reg [63:0] plain [0:31];
    reg [15:0] wires;
    reg [63:0] counter;
    reg [63:0] walk_data;
    reg [31:0] walk_state;
    reg [63:0] walk_address;
    reg        walk_asks;
    reg        aw_held;
    reg        w_held;
    reg [11:0] aw_address;
    reg [63:0] w_data;
    reg [7:0]  w_strobe;
    reg        b_held;
    reg        r_held;
    reg [63:0] r_data;
    reg        unstable;

    assign irq = wires;
    assign s_axi_cfg_awready = aresetn && !aw_held;
    assign s_axi_cfg_wready  = aresetn && !w_held;
    assign s_axi_cfg_bvalid  = b_held;
    assign s_axi_cfg_bresp   = 2'b00;
    assign s_axi_cfg_arready = aresetn && !r_held;
    assign s_axi_cfg_rvalid  = r_held;
    assign s_axi_cfg_rdata   = r_data;
    assign s_axi_cfg_rresp   = 2'b00;

    wire        write_now = aw_held && w_held && !b_held;
    wire [63:0] mask = {{8{w_strobe[7]}}, {8{w_strobe[6]}}, {8{w_strobe[5]}}, {8{w_strobe[4]}},
                        {8{w_strobe[3]}}, {8{w_strobe[2]}}, {8{w_strobe[1]}}, {8{w_strobe[0]}}};

    integer i;
    always @(posedge aclk) begin
        counter <= counter + 64'd1;
        if (!aresetn) begin
            wires <= 16'd0;
            walk_state <= 32'd0;
            walk_data <= 64'd0;
            walk_address <= 64'd0;
            walk_asks <= 1'b0;
            aw_held <= 1'b0;
            w_held <= 1'b0;
            b_held <= 1'b0;
            r_held <= 1'b0;
            unstable <= 1'b0;
            for (i = 0; i < 32; i = i + 1) plain[i] <= 64'd0;
        end else begin
            if (s_axi_cfg_awvalid && s_axi_cfg_awready) begin
                aw_held <= 1'b1;
                aw_address <= s_axi_cfg_awaddr;
            end
            if (s_axi_cfg_wvalid && s_axi_cfg_wready) begin
                w_held <= 1'b1;
                w_data <= s_axi_cfg_wdata;
                w_strobe <= s_axi_cfg_wstrb;
            end
            if (write_now) begin
                aw_held <= 1'b0;
                w_held <= 1'b0;
                b_held <= 1'b1;
                if (aw_address[11:8] == 4'd0) begin
                    plain[aw_address[7:3]] <= (plain[aw_address[7:3]] & ~mask) | (w_data & mask);
                end
                if (aw_address == 12'h100) wires <= w_data[15:0];
                if (aw_address == 12'h110) begin
                    walk_address <= w_data;
                    walk_asks <= 1'b1;
                end
                if (aw_address == 12'h108) begin
                    case (w_data[2:0])
                        3'd1: $finish;
                        3'd2: $stop;
                        3'd3: $fatal(1, "the stand-in was told to die");
                        3'd5: $display("the stand-in says %0d and then some more words", counter[7:0] * 0 + 8'd42);
                        3'd6: unstable <= 1'b1;
                        default: ;
                    endcase
                end
            end
            if (s_axi_cfg_bvalid && s_axi_cfg_bready) b_held <= 1'b0;
            if (s_axi_cfg_arvalid && s_axi_cfg_arready) begin
                r_held <= 1'b1;
                case (s_axi_cfg_araddr[11:3])
                    9'h020: r_data <= {48'd0, wires};
                    9'h023: r_data <= walk_data;
                    9'h024: r_data <= {32'd0, walk_state};
                    9'h025: r_data <= counter;
                    9'h026: r_data <= {56'd0, dbg_canary};
                    default: r_data <= plain[s_axi_cfg_araddr[7:3]];
                endcase
            end
            if (s_axi_cfg_rvalid && s_axi_cfg_rready) r_held <= 1'b0;
            if (m_axi_ptw_arvalid && m_axi_ptw_arready) walk_asks <= 1'b0;
            if (m_axi_ptw_rvalid && m_axi_ptw_rready) begin
                walk_data <= m_axi_ptw_rdata;
                walk_state <= {walk_state[31:16] + 16'd1, 13'd0, m_axi_ptw_ruser, m_axi_ptw_rresp};
            end
        end
    end

    always @(posedge aclk) begin
        if (aresetn && write_now && aw_address == 12'h108) begin
            assert (w_data[2:0] != 3'd4) else $error("the stand-in asserts in vain");
        end
    end

    // a loop that does not settle once it is let loose
    /* verilator lint_off UNOPTFLAT */
    wire loop_a;
    wire loop_b;
    /* verilator lint_on UNOPTFLAT */
    assign loop_a = aresetn & unstable & ~loop_b;
    assign loop_b = loop_a;

    // walker port: one read at a time
    assign m_axi_ptw_arvalid = walk_asks;
    assign m_axi_ptw_arid    = walk_address[61:56];
    assign m_axi_ptw_araddr  = walk_address[55:0];
    assign m_axi_ptw_arlen   = 8'd0;
    assign m_axi_ptw_arsize  = 3'd3;
    assign m_axi_ptw_arburst = 2'd1;
    assign m_axi_ptw_arlock  = 1'b0;
    assign m_axi_ptw_arcache = 4'd3;
    assign m_axi_ptw_arprot  = 3'd0;
    assign m_axi_ptw_arqos   = 4'd0;
    assign m_axi_ptw_aruser  = 32'd0;
    assign m_axi_ptw_rready  = 1'b1;
    assign m_axi_ptw_awvalid = 1'b0;
    assign m_axi_ptw_awid    = 6'd0;
    assign m_axi_ptw_awaddr  = 56'd0;
    assign m_axi_ptw_awlen   = 8'd0;
    assign m_axi_ptw_awsize  = 3'd0;
    assign m_axi_ptw_awburst = 2'd0;
    assign m_axi_ptw_awlock  = 1'b0;
    assign m_axi_ptw_awcache = 4'd0;
    assign m_axi_ptw_awprot  = 3'd0;
    assign m_axi_ptw_awqos   = 4'd0;
    assign m_axi_ptw_awuser  = 32'd0;
    assign m_axi_ptw_wvalid  = 1'b0;
    assign m_axi_ptw_wdata   = 64'd0;
    assign m_axi_ptw_wstrb   = 8'd0;
    assign m_axi_ptw_wlast   = 1'b0;
    assign m_axi_ptw_bready  = 1'b1;

    // observation
    assign dbg_retire_valid    = (m_axi_mem_awvalid && m_axi_mem_awready) || (m_axi_mem_arvalid && m_axi_mem_arready);
    assign dbg_retire_write    = m_axi_mem_awvalid && m_axi_mem_awready;
    assign dbg_retire_iova     = dbg_retire_write ? {8'd0, m_axi_mem_awaddr} : {8'd0, m_axi_mem_araddr};
    assign dbg_retire_axi_id   = dbg_retire_write ? m_axi_mem_awid : m_axi_mem_arid;
    assign dbg_event_iotlb_hit = dbg_retire_valid;
    assign dbg_wide            = {4'hA, plain[1][31:0], plain[0]};
endmodule
